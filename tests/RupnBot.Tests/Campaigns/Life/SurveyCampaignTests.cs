using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Campaigns.Records;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Campaigns.Life;

public sealed class SurveyCampaignTests
{
    private const string Written = "enquete Usages du numérique\n1. Quel outil ?\n- ENT\n- Pix\n2. De quoi auriez-vous besoin ?";
    private static readonly DateTimeOffset Friday = new(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1));
    private static readonly string[] Names = ["anne", "paul", "zoe", "karim", "lise", "marc"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_survey_that_waits_is_shown_with_whom_it_reaches_and_opened_by_the_same_word()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync(Written);
        var preview = await bench.AskAsync("campagne enquête\nà : tous\nfin : vendredi 18h");
        Assert.Contains("Campagne préparée : Usages du numérique", preview, StringComparison.Ordinal);
        Assert.Contains("Chacun répond en privé", preview, StringComparison.Ordinal);
        Assert.StartsWith("C'est parti", await bench.AskAsync("valider"), StringComparison.Ordinal);
        await bench.RoundAsync();
        Assert.Equal([CampaignBench.RoomOf("Moulin"), CampaignBench.RoomOf("Réaumur")], (await InvitationsAsync(bench)).Select(row => row.RoomId).Order());
        Assert.Equal(SurveyState.Open, (await SurveysAsync(bench)).Single().State);
    }

    [Fact]
    public async Task Its_result_comes_with_the_response_rate()
    {
        await using var bench = await StartAsync();
        await LaunchAsync(bench);
        foreach (var name in Names.Take(5)) await AnswerAsync(bench, name, "1");
        await CloseAsync(bench, Friday);
        var result = await bench.ResultAsync();
        Assert.Contains("Usages du numérique", result, StringComparison.Ordinal);
        Assert.Contains("Taux de réponse : 83,3 % (5 personnes sur 6 invitées", result, StringComparison.Ordinal);
        Assert.Equal(CampaignState.Told, (await bench.CampaignAsync()).State);
        Assert.Contains("ENT", System.Text.Encoding.UTF8.GetString(await bench.LastFileAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_salons_below_the_quorum_are_reminded_and_of_the_list_only_who_has_not_answered()
    {
        await using var bench = await StartAsync();
        await bench.AskAsync(Written);
        await bench.AskAsync("campagne enquête\nà : @anne:rupn.test @paul:rupn.test\nfin : vendredi 18h\nrappels : 1");
        await bench.AskAsync("valider");
        await bench.RoundAsync();
        await bench.RoundAsync();
        await AnswerAsync(bench, "anne", "1");
        bench.Bot.Time.SetUtcNow(Friday.AddDays(-1).AddHours(-3));
        await bench.RoundAsync();
        var reminder = Assert.Single(await bench.Bot.OutboxAsync(), row => row.Key?.StartsWith("campaign-reminder:", StringComparison.Ordinal) == true);
        Assert.Equal(CampaignBench.ChatOf("paul"), reminder.RoomId);
        Assert.Contains("Écrivez-moi « répondre »", CampaignBench.BodyOf(reminder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taken_back_its_answers_are_not_kept()
    {
        await using var bench = await StartAsync();
        await LaunchAsync(bench);
        await AnswerAsync(bench, "anne", "1");
        await bench.AskAsync("campagne annuler");
        await bench.AskAsync("1");
        await bench.RoundAsync();
        Assert.Empty(await SurveysAsync(bench));
        Assert.Equal(0, await bench.Bot.Database.ReadAsync(db => db.Set<SurveyDraft>().CountAsync(Token), Token));
        Assert.All(await InvitationsAsync(bench), row => Assert.Equal(OutboxState.Expired, row.State));
    }

    [Fact]
    public async Task Taken_back_whoever_was_in_the_middle_of_it_is_told_once()
    {
        await using var bench = await StartAsync();
        await LaunchAsync(bench);
        await AnswerAsync(bench, "anne", "1");
        foreach (var said in new[] { "répondre", "2" }) await bench.Bot.SyncAsync(new RoomBuilder(CampaignBench.ChatOf("paul")).Says(CampaignBench.Person("paul"), said, bench.Now));
        await bench.AskAsync("campagne annuler");
        await bench.AskAsync("1");
        await bench.RoundAsync();
        await bench.RoundAsync();
        await bench.Bot.Get<SurveyRounds>().RunAsync(Token);
        var told = Assert.Single(await bench.Bot.OutboxAsync(), row => row.Key?.StartsWith("survey-over:", StringComparison.Ordinal) == true);
        Assert.Equal(CampaignBench.ChatOf("paul"), told.RoomId);
        Assert.Contains("« Usages du numérique » a été retirée", CampaignBench.BodyOf(told), StringComparison.Ordinal);
        Assert.Empty(await SurveysAsync(bench));
    }

    [Fact]
    public async Task Taken_back_at_night_what_was_answered_is_erased_at_once_and_told_of_in_the_morning()
    {
        await using var bench = await StartAsync();
        await LaunchAsync(bench);
        foreach (var said in new[] { "répondre", "2" }) await bench.Bot.SyncAsync(new RoomBuilder(CampaignBench.ChatOf("paul")).Says(CampaignBench.Person("paul"), said, bench.Now));
        bench.Bot.Time.SetUtcNow(CampaignBench.Monday.AddHours(12));
        await bench.AskAsync("campagne annuler");
        await bench.AskAsync("1");
        await bench.RoundAsync();
        var draft = Assert.Single(await bench.Bot.Database.ReadAsync(db => db.Set<SurveyDraft>().ToListAsync(Token), Token));
        Assert.Equal((DraftStage.Over, "{}"), (draft.Stage, draft.Answers));
        Assert.DoesNotContain(await bench.Bot.OutboxAsync(), row => row.Key?.StartsWith("survey-over:", StringComparison.Ordinal) == true);
        bench.Bot.Time.SetUtcNow(CampaignBench.Monday.AddHours(23));
        await bench.RoundAsync();
        Assert.Single(await bench.Bot.OutboxAsync(), row => row.Key?.StartsWith("survey-over:", StringComparison.Ordinal) == true);
        Assert.Empty(await SurveysAsync(bench));
    }

    [Theory]
    [InlineData("campagne enquête\nà : tous", "aucune enquête n'attend")]
    [InlineData("campagne enquête Licornes\nà : tous", "je ne trouve pas d'enquête « Licornes »")]
    public async Task Without_a_survey_it_says_how_to_get_one(string text, string answer)
    {
        await using var bench = await StartAsync();
        Assert.Contains(answer, await bench.AskAsync(text), StringComparison.Ordinal);
    }

    private static async Task<CampaignBench> StartAsync()
    {
        var bench = await CampaignBench.StartAsync(new Dictionary<string, string[]>
        {
            ["Moulin"] = [.. Names.Take(3).Select(CampaignBench.Person)],
            ["Réaumur"] = [.. Names.Skip(3).Select(CampaignBench.Person)],
        });
        await bench.OpenChatAsync(Names);
        return bench;
    }

    private static async Task LaunchAsync(CampaignBench bench)
    {
        await bench.AskAsync(Written);
        await bench.LaunchAsync("campagne enquête\nà : tous\nfin : vendredi 18h");
    }

    private static async Task AnswerAsync(CampaignBench bench, string name, string tool)
    {
        foreach (var said in new[] { "répondre", tool, "Du temps", "envoyer" })
        {
            bench.Bot.Time.Advance(TimeSpan.FromSeconds(30));
            await bench.Bot.SyncAsync(new RoomBuilder(CampaignBench.ChatOf(name)).Says(CampaignBench.Person(name), said, bench.Now));
        }
    }

    private static async Task CloseAsync(CampaignBench bench, DateTimeOffset at)
    {
        bench.Bot.Time.SetUtcNow(at);
        // The homeserver is heard after the end.
        await bench.Bot.SyncAsync();
        await bench.RoundAsync();
        await bench.Bot.Get<SurveyRounds>().RunAsync(Token);
        await bench.RoundAsync();
    }

    private static async Task<List<OutboxMessage>> InvitationsAsync(CampaignBench bench) =>
        [.. (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("campaign-invitation:", StringComparison.Ordinal) == true)];

    private static Task<List<Survey>> SurveysAsync(CampaignBench bench) => bench.Bot.Database.ReadAsync(db => db.Set<Survey>().ToListAsync(Token), Token);
}
