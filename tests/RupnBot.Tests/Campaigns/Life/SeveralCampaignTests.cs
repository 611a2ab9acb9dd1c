using System.Text.Json;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Campaigns.Life;

/// <summary>A campaign of a poll with several answers: in salons by reactions, in direct chats in words.</summary>
public sealed class SeveralCampaignTests
{
    private const string Workshops = "campagne Quels ateliers ?\nTablettes\nPix\nMoodle\nchoix : plusieurs\nfin : vendredi 18h";
    private static readonly RoomId Moulin = CampaignBench.RoomOf("Moulin");
    private static readonly RoomId Reaumur = CampaignBench.RoomOf("Réaumur");
    private static readonly DateTimeOffset Friday = new(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public async Task Each_salon_gets_one_message_with_a_reaction_for_each_choice()
    {
        await using var bench = await StartAsync();
        var starts = await StartsAsync(bench);
        Assert.Equal([Moulin, Reaumur], starts.Keys.Order());
        Assert.Empty(await bench.RowsAsync(EventTypes.PollStart));
        foreach (var salon in starts.Keys)
            Assert.Equal(3, (await bench.RowsAsync(EventTypes.Reaction)).Count(row => row.RoomId == salon && row.DependsOnId == starts[salon].Id));
    }

    [Fact]
    public async Task Its_preview_says_that_several_may_be_chosen()
    {
        await using var bench = await CampaignBench.StartAsync();
        Assert.Contains("Plusieurs réponses possibles, par des réactions", await bench.AskAsync(Workshops + "\nà : tous"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reactions_given_and_withdrawn_are_counted_over_all_salons_and_each_person_once()
    {
        await using var bench = await StartAsync();
        await MarkAsync(bench, "anne", Moulin, 0);
        await MarkAsync(bench, "anne", Moulin, 2);
        // In both salons: what stands in the one touched last is theirs.
        await MarkAsync(bench, "paul", Moulin, 0);
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await MarkAsync(bench, "paul", Reaumur, 1);
        await MarkAsync(bench, "karim", Reaumur, 1);
        await MarkAsync(bench, "karim", Reaumur, 2, "$withdrawn");
        await bench.Bot.SyncAsync(new RoomBuilder(Reaumur).Sends(CampaignBench.Person("karim"), EventTypes.Redaction, new { redacts = "$withdrawn" }, bench.Now));
        await MarkAsync(bench, null, Moulin, 2);

        var answer = await bench.AskAsync("campagne resultats");
        Assert.Contains("3 votants sur 5", answer, StringComparison.Ordinal);
        Assert.Contains("Pix : 2 voix, 67 %", answer, StringComparison.Ordinal);
        Assert.Contains("Tablettes : 1 voix, 33 %", answer, StringComparison.Ordinal);
        Assert.Contains("Moodle : 1 voix, 33 %", answer, StringComparison.Ordinal);
        Assert.Contains("Taux de réponse : 60,0 % (3 personnes sur 5 invitées", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_takes_back_all_their_reactions_has_not_voted()
    {
        await using var bench = await StartAsync();
        await MarkAsync(bench, "anne", Moulin, 0, "$only");
        await MarkAsync(bench, "zoe", Moulin, 1);
        await bench.Bot.SyncAsync(new RoomBuilder(Moulin).Sends(CampaignBench.Person("anne"), EventTypes.Redaction, new { redacts = "$only" }, bench.Now));
        Assert.Contains("1 votant sur 5", await bench.AskAsync("campagne resultats"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_close_the_whole_is_told_and_a_reaction_after_it_counts_nowhere()
    {
        await using var bench = await StartAsync();
        await MarkAsync(bench, "anne", Moulin, 0);
        await MarkAsync(bench, "anne", Moulin, 1);
        await MarkAsync(bench, "lise", Reaumur, 1);
        await MarkAsync(bench, "karim", Reaumur, 2, at: Friday.AddHours(1));
        bench.Bot.Time.SetUtcNow(Friday);
        await bench.RoundAsync();
        await bench.Bot.Get<PollRounds>().RunAsync(TestContext.Current.CancellationToken);
        foreach (var end in (await bench.RowsAsync(EventTypes.Message)).Where(row => row.Key?.StartsWith("poll-end:", StringComparison.Ordinal) == true))
            await bench.Bot.SyncAsync(new RoomBuilder(end.RoomId).Sends(BotBench.Robot.Value, EventTypes.Message, JsonSerializer.Deserialize<JsonElement>(end.Content), bench.Now, $"$row{end.Id}"));
        await bench.CloseAsync(Friday.AddMinutes(1));
        var result = await bench.ResultAsync();
        Assert.Contains("2 votants sur 5", result, StringComparison.Ordinal);
        Assert.Contains("Pix : 2 voix, 100 %", result, StringComparison.Ordinal);
        Assert.Contains("Tablettes : 1 voix, 50 %", result, StringComparison.Ordinal);
        Assert.Contains("Moodle : 0 voix, 0 %", result, StringComparison.Ordinal);
        Assert.Contains("leur somme peut dépasser 100 %", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_direct_chat_one_votes_in_words_and_may_vote_anew()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.OpenChatAsync("lise", "zoe");
        await bench.LaunchAsync(Workshops + "\nà : @lise:rupn.test, @zoe:rupn.test");
        await EchoAsync(bench);
        await SayAsync(bench, "lise", "vote 1 3");
        await SayAsync(bench, "zoe", "vote 2");
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await SayAsync(bench, "zoe", "vote 2 3");
        var answer = await bench.AskAsync("campagne resultats");
        Assert.Contains("2 votants sur 2", answer, StringComparison.Ordinal);
        foreach (var line in new[] { "Moodle : 2 voix, 100 %", "Tablettes : 1 voix, 50 %", "Pix : 1 voix, 50 %" }) Assert.Contains(line, answer, StringComparison.Ordinal);
    }

    /// <summary>Out in both salons, and known to be there.</summary>
    private static async Task<CampaignBench> StartAsync()
    {
        var bench = await CampaignBench.StartAsync();
        await bench.LaunchAsync(Workshops + "\nà : tous");
        await EchoAsync(bench);
        return bench;
    }

    /// <summary>The messages are there, and come back by /sync.</summary>
    private static async Task EchoAsync(CampaignBench bench)
    {
        foreach (var start in (await StartsAsync(bench)).Values)
        {
            await bench.Bot.SentAsync(start, $"$choices-{start.Id}");
            await bench.Bot.SyncAsync(new RoomBuilder(start.RoomId).Sends(BotBench.Robot.Value, EventTypes.Message, JsonSerializer.Deserialize<JsonElement>(start.Content), bench.Now, $"$choices-{start.Id}"));
        }
    }

    private static async Task<Dictionary<RoomId, OutboxMessage>> StartsAsync(CampaignBench bench) =>
        (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("poll-start:", StringComparison.Ordinal) == true).ToDictionary(row => row.RoomId);

    // Without a name it is the bot itself, which sets them.
    private static async Task MarkAsync(CampaignBench bench, string? name, RoomId salon, int choice, string? eventId = null, DateTimeOffset? at = null)
    {
        var target = $"$choices-{(await StartsAsync(bench))[salon].Id}";
        var reaction = new Dictionary<string, object> { ["m.relates_to"] = new { rel_type = RelatesTo.Annotation, event_id = target, key = ReactionKeys.At(choice) } };
        await bench.Bot.SyncAsync(new RoomBuilder(salon).Sends(name is null ? BotBench.Robot.Value : CampaignBench.Person(name), EventTypes.Reaction, reaction, at ?? bench.Now, eventId));
    }

    private static Task SayAsync(CampaignBench bench, string name, string words) =>
        bench.Bot.SyncAsync(new RoomBuilder(CampaignBench.ChatOf(name)).Says(CampaignBench.Person(name), words, bench.Now));
}
