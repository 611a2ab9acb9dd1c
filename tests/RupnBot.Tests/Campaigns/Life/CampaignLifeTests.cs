using Microsoft.EntityFrameworkCore;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Campaigns.Life;

public sealed class CampaignLifeTests
{
    private const string Formation = "campagne Quelle formation ?\nPix\nENT\nà : tous\nfin : vendredi 18h";
    private static readonly RoomId Moulin = CampaignBench.RoomOf("Moulin");
    private static readonly RoomId Reaumur = CampaignBench.RoomOf("Réaumur");
    private static readonly DateTimeOffset Friday = new(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_shown_first_with_how_many_it_reaches_when_it_goes_and_when_it_ends()
    {
        await using var bench = await CampaignBench.StartAsync();
        var preview = await bench.AskAsync(Formation);
        Assert.Contains("Campagne préparée : Quelle formation ?", preview, StringComparison.Ordinal);
        Assert.Contains("Pour : tous les salons : 2 salons, 5 personnes.", preview, StringComparison.Ordinal);
        Assert.Contains("Envoi : maintenant, en moins d'une minute.", preview, StringComparison.Ordinal);
        Assert.Contains("Fin : vendredi 27 novembre 2026 à 18 h", preview, StringComparison.Ordinal);
        Assert.Empty(await bench.RowsAsync(EventTypes.PollStart));
    }

    [Fact]
    public async Task Agreed_to_it_asks_in_each_salon_once()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.LaunchAsync(Formation);
        await bench.RoundAsync();
        Assert.Equal([Moulin, Reaumur], (await bench.RowsAsync(EventTypes.PollStart)).Select(row => row.RoomId).Order());
        Assert.Equal(5, (await bench.CampaignAsync()).Invited);
    }

    [Fact]
    public async Task Dropped_or_corrected_under_its_preview()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.AskAsync(Formation);
        Assert.Contains("le salon « Moulin » : 1 salon, 3 personnes", await bench.AskAsync("à : Moulin"), StringComparison.Ordinal);
        Assert.Contains("Fin : jeudi 26 novembre", await bench.AskAsync("fin : jeudi"), StringComparison.Ordinal);
        Assert.Contains("n'est pas lancée", await bench.AskAsync("annuler"), StringComparison.Ordinal);
        await bench.AskAsync("valider");
        await bench.RoundAsync();
        Assert.Empty(await bench.RowsAsync(EventTypes.PollStart));
    }

    [Fact]
    public async Task Who_is_in_two_salons_counts_once_and_their_latest_vote_counts()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.LaunchAsync(Formation);
        await bench.VoteAsync("paul", Moulin, "a1");
        await bench.VoteAsync("paul", Reaumur, "a2", bench.Now.AddMinutes(1));
        await bench.VoteAsync("anne", Moulin, "a1");
        var answer = await bench.AskAsync("campagne resultats");
        Assert.Contains("2 votants sur 5", answer, StringComparison.Ordinal);
        Assert.Contains("Pix : 1 voix, 50 %", answer, StringComparison.Ordinal);
        Assert.Contains("ENT : 1 voix, 50 %", answer, StringComparison.Ordinal);
        Assert.Contains("Taux de réponse : 40,0 % (2 personnes sur 5 invitées", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_each_salon_its_own_votes_are_told_and_the_whole_to_the_editor()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.LaunchAsync(Formation);
        await bench.VoteAsync("paul", Moulin, "a1");
        await bench.VoteAsync("paul", Reaumur, "a2", bench.Now.AddMinutes(1));
        await bench.VoteAsync("lise", Reaumur, "a2");
        await bench.CloseAsync(Friday);
        Assert.Contains("2 votants sur 5", await bench.ResultAsync(), StringComparison.Ordinal);
        var told = (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("poll-result:", StringComparison.Ordinal) == true).ToDictionary(row => row.RoomId, CampaignBench.BodyOf);
        Assert.Contains("1 votant sur 3", told[Moulin], StringComparison.Ordinal);
        Assert.Contains("2 votants sur 3", told[Reaumur], StringComparison.Ordinal);
        Assert.Equal(CampaignState.Told, (await bench.CampaignAsync()).State);
    }

    [Fact]
    public async Task A_vote_after_the_end_of_its_own_poll_counts_nowhere()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.LaunchAsync(Formation);
        await bench.VoteAsync("anne", Moulin, "a1");
        await bench.VoteAsync("karim", Reaumur, "a1", Friday.AddHours(1));
        await bench.CloseAsync(Friday);
        Assert.Contains("1 votant sur 5", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_year_before_is_found_by_its_name_and_the_change_told_in_points()
    {
        await using var bench = await CampaignBench.StartAsync(now: CampaignBench.Monday.AddYears(-1).AddDays(1));
        await bench.LaunchAsync("campagne Quelle formation voulez-vous ?\nPix\nENT\nà : tous\nid : formation\nfin : vendredi 18h");
        await bench.VoteAsync("anne", Moulin, "a1");
        await bench.VoteAsync("paul", Moulin, "a2");
        await bench.CloseAsync(Friday.AddYears(-1).AddDays(1));
        bench.Bot.Time.SetUtcNow(CampaignBench.Monday);
        await bench.LaunchAsync("campagne Quelle formation ?\nPix\nENT\nà : tous\nid : formation\nfin : vendredi 18h");
        await bench.VoteAsync("anne", Moulin, "a1");
        await bench.VoteAsync("paul", Moulin, "a1");
        await bench.VoteAsync("zoe", Moulin, "a2");
        Assert.Contains("Pix : 2 voix, 67 %. +17 points depuis novembre 2025", await bench.AskAsync("campagne resultats"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_early_when_its_editor_says_so()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.LaunchAsync(Formation);
        await bench.VoteAsync("anne", Moulin, "a1");
        Assert.Contains("se termine", await bench.AskAsync("campagne clore"), StringComparison.Ordinal);
        await bench.CloseAsync(bench.Now.AddMinutes(1));
        Assert.Contains("1 votant sur 5", await bench.ResultAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_working_hours_nothing_leaves_and_the_preview_says_when_it_will()
    {
        await using var bench = await CampaignBench.StartAsync(now: Friday.AddDays(-3).AddHours(3));
        Assert.Contains("Envoi : à partir du mercredi 25 novembre à 7 h 30", await bench.AskAsync(Formation), StringComparison.Ordinal);
        await bench.AskAsync("valider");
        await bench.RoundAsync();
        Assert.Empty(await bench.RowsAsync(EventTypes.PollStart));
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 25, 7, 30, 0, TimeSpan.FromHours(1)));
        await bench.RoundAsync();
        Assert.Equal(2, (await bench.RowsAsync(EventTypes.PollStart)).Count);
    }

    [Fact]
    public async Task At_a_slow_pace_it_leaves_in_waves_and_waits_when_the_server_is_behind()
    {
        var salons = Enumerable.Range(1, 40).ToDictionary(i => $"Salon {i}", i => new[] { CampaignBench.Person($"p{i}") });
        await using var bench = await CampaignBench.StartAsync(salons, new Dictionary<string, string?> { ["Matrix:RequestsPerSecond"] = "0.25" });
        Assert.Contains("en 7 minutes environ", await bench.AskAsync(Formation), StringComparison.Ordinal);
        await bench.AskAsync("valider");
        await bench.RoundAsync();
        var first = (await bench.RowsAsync(EventTypes.PollStart)).Count;
        Assert.Equal(6, first);
        await bench.RoundAsync();
        await bench.RoundAsync();
        var third = (await bench.RowsAsync(EventTypes.PollStart)).Count;
        await bench.RoundAsync();
        Assert.Equal((18, 18), (third, (await bench.RowsAsync(EventTypes.PollStart)).Count));
        Assert.Contains("Envoyée à 18 sur 40", await bench.AskAsync("campagne suivi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_between_two_waves_neither_loses_a_salon_nor_asks_twice()
    {
        var salons = Enumerable.Range(1, 12).ToDictionary(i => $"Salon {i}", i => new[] { CampaignBench.Person($"p{i}") });
        await using var bench = await CampaignBench.StartAsync(salons, new Dictionary<string, string?> { ["Matrix:RequestsPerSecond"] = "0.25" });
        await bench.AskAsync(Formation);
        await bench.AskAsync("valider");
        await bench.RoundAsync();
        await bench.RestartAsync();
        await bench.RoundAsync();
        await bench.RoundAsync();
        var asked = (await bench.RowsAsync(EventTypes.PollStart)).Select(row => row.RoomId).ToList();
        Assert.Equal((12, 12), (asked.Count, asked.Distinct().Count()));
        Assert.Equal(12, (await bench.CampaignAsync()).Invited);
    }

    [Fact]
    public async Task The_rest_is_called_off_or_all_is_taken_back()
    {
        var salons = Enumerable.Range(1, 12).ToDictionary(i => $"Salon {i}", i => new[] { CampaignBench.Person($"p{i}") });
        await using var bench = await CampaignBench.StartAsync(salons, new Dictionary<string, string?> { ["Matrix:RequestsPerSecond"] = "0.25" });
        await bench.AskAsync(Formation);
        await bench.AskAsync("valider");
        await bench.RoundAsync();
        Assert.Contains("aux 6 destinations qui restent", await bench.AskAsync("campagne annuler"), StringComparison.Ordinal);
        await bench.AskAsync("1");
        await bench.RoundAsync();
        Assert.Equal(6, (await bench.RowsAsync(EventTypes.PollStart)).Count);
        await bench.AskAsync("campagne annuler");
        await bench.AskAsync("1");
        await bench.RoundAsync();
        var polls = await bench.Bot.Database.ReadAsync(db => db.Set<Poll>().ToListAsync(Token), Token);
        Assert.All(polls, poll => Assert.Equal(PollState.Withdrawn, poll.State));
        Assert.Contains("a été retirée", await bench.AskAsync("campagne resultats"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminders_go_at_most_twice_only_where_the_quorum_is_not_reached_and_name_nobody()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.LaunchAsync(Formation);
        await bench.VoteAsync("anne", Moulin, "a1");
        await bench.VoteAsync("zoe", Moulin, "a1");
        await bench.VoteAsync("lise", Reaumur, "a2");
        for (var hour = 1; hour < 24 * 4; hour++)
        {
            bench.Bot.Time.SetUtcNow(CampaignBench.Monday.AddHours(hour));
            await bench.RoundAsync();
        }

        var reminders = (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("campaign-reminder:", StringComparison.Ordinal) == true).ToList();
        Assert.Equal([Reaumur, Reaumur], reminders.Select(row => row.RoomId));
        Assert.All(reminders, row => Assert.Contains("1 personne sur 3 a répondu ici", CampaignBench.BodyOf(row), StringComparison.Ordinal));
        Assert.DoesNotContain(reminders, row => row.Content.Contains("karim", StringComparison.Ordinal) || row.Content.Contains("lise", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Referents_are_asked_in_their_direct_chats_and_those_without_one_are_named_to_the_editor()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.OpenChatAsync("anne");
        var preview = await bench.AskAsync("campagne Quelle formation ?\nPix\nENT\nà : référents\nfin : vendredi 18h");
        Assert.Contains("2 référentes et référents", preview, StringComparison.Ordinal);
        Assert.Contains("1 n'a pas de conversation privée avec moi et ne la recevra pas (je n'en ouvre pas) : @karim:rupn.test", preview, StringComparison.Ordinal);
        await bench.AskAsync("valider");
        await bench.RoundAsync();
        await bench.EchoAsync();
        await bench.RoundAsync();
        Assert.Equal(CampaignBench.ChatOf("anne"), Assert.Single(await bench.RowsAsync(EventTypes.PollStart)).RoomId);
        await bench.VoteAsync("anne", CampaignBench.ChatOf("anne"), "a2");
        await bench.CloseAsync(Friday);
        Assert.Contains("1 votant sur 1", await bench.ResultAsync(), StringComparison.Ordinal);
        // « 1 votant sur 1 » is told to the editor alone.
        Assert.DoesNotContain(await bench.Bot.OutboxAsync(), row => row.RoomId == CampaignBench.ChatOf("anne") && row.Key?.StartsWith("poll-result:", StringComparison.Ordinal) == true);
        Assert.All(await bench.PlacesAsync(), place => Assert.Null(place.Person));
    }

    [Fact]
    public async Task Operators_are_no_referents_for_having_a_room_of_alerts()
    {
        await using var bench = await CampaignBench.StartAsync(settings: new Dictionary<string, string?> { ["Bot:AlertRoom"] = Reaumur.Value });
        await bench.OpenChatAsync("anne");
        Assert.Contains("1 référente ou référent", await bench.AskAsync("campagne Quelle formation ?\nPix\nENT\nà : référents\nfin : vendredi 18h"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_of_a_list_vote_in_words_too()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.OpenChatAsync("lise", "zoe");
        await bench.LaunchAsync("campagne Quelle formation ?\nPix\nENT\nà : @lise:rupn.test, @zoe:rupn.test\nfin : vendredi 18h");
        await bench.Bot.SyncAsync(new RoomBuilder(CampaignBench.ChatOf("lise")).Says("@lise:rupn.test", "vote 2", bench.Now));
        Assert.Contains("ENT : 1 voix, 100 %", await bench.AskAsync("campagne resultats"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgotten_votes_no_longer_count_in_any_of_its_polls()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.OpenChatAsync("paul");
        await bench.LaunchAsync(Formation);
        await bench.VoteAsync("paul", Moulin, "a1");
        await bench.VoteAsync("paul", Reaumur, "a2");
        var chat = new RoomBuilder(CampaignBench.ChatOf("paul"));
        await bench.Bot.SyncAsync(chat.Says("@paul:rupn.test", "oublie-moi", bench.Now));
        await bench.Bot.SyncAsync(new RoomBuilder(CampaignBench.ChatOf("paul")).Says("@paul:rupn.test", "1", bench.Now));
        Assert.Contains("Aucun vote", await bench.AskAsync("campagne resultats"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_salon_the_bot_leaves_before_its_turn_is_not_asked()
    {
        await using var bench = await CampaignBench.StartAsync();
        await bench.AskAsync(Formation);
        await bench.AskAsync("valider");
        await bench.Bot.Database.WriteAsync(db => new RupnBot.Campaigns.CampaignMoves().LeftAsync(db, Reaumur, bench.Now, Token), Token);
        await bench.RoundAsync();
        Assert.Equal(Moulin, Assert.Single(await bench.RowsAsync(EventTypes.PollStart)).RoomId);
    }

    [Theory]
    [InlineData("campagne", "Écrivez par exemple")]
    [InlineData("campagne Quelle formation ?\nPix\nENT", "À qui ?")]
    [InlineData("campagne Quelle formation ?\nà : tous", "Il manque les réponses")]
    [InlineData("campagne Quelle formation ?\nPix\nENT\nà : colèges", "Vouliez-vous dire « colleges »")]
    [InlineData("campagne Quelle formation ?\nPix\nENT\nà : tous\nrépéter : mois", "Je n'ai rien préparé")]
    [InlineData("campagne suivi", "Aucune campagne encore")]
    [InlineData("campagne clore", "Aucune campagne n'est en cours")]
    public async Task A_mistake_says_what_to_write_and_prepares_nothing(string text, string answer)
    {
        await using var bench = await CampaignBench.StartAsync();
        Assert.Contains(answer, await bench.AskAsync(text), StringComparison.Ordinal);
        Assert.Equal(0, await bench.Bot.Database.ReadAsync(db => db.Set<Campaign>().CountAsync(Token), Token));
    }
}
