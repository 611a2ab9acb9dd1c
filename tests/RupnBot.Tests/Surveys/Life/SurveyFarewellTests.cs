using RupnBot.Bot.Outbox;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Campaigns;

namespace RupnBot.Tests.Surveys.Life;

/// <summary>Somebody is in the middle of a survey when it ends.</summary>
public sealed class SurveyFarewellTests
{
    private const string Anne = "@c1:rupn.test";
    private const string Said = "Vous l'aviez commencée sans l'envoyer";

    [Fact]
    public async Task They_are_told_once_that_it_is_over_and_what_becomes_of_their_answers()
    {
        await using var bench = await BeginAsync();
        await bench.EndAsync();
        var told = Assert.Single(await FarewellsAsync(bench));
        Assert.Equal(SurveyBench.ChatOf(Anne), told.RoomId);
        var words = CampaignBench.BodyOf(told);
        Assert.Contains("« Usages du numérique » est terminée", words, StringComparison.Ordinal);
        Assert.Contains("vos réponses sont effacées, personne ne les a lues, et elles ne sont pas comptées", words, StringComparison.Ordinal);
        await bench.RoundAsync();
        Assert.Single(await FarewellsAsync(bench));
        Assert.Empty(await bench.AllAsync<SurveyDraft>());
    }

    [Fact]
    public async Task Who_put_it_off_for_later_is_told_too_and_who_has_sent_it_or_never_began_is_not()
    {
        await using var bench = await BeginAsync();
        foreach (var words in new[] { "arrêter", "1" }) await bench.SayAsync(Anne, words);
        await bench.AnswerAsync("@c2:rupn.test");
        await bench.EndAsync();
        Assert.Equal(SurveyBench.ChatOf(Anne), Assert.Single(await FarewellsAsync(bench)).RoomId);
    }

    [Fact]
    public async Task Their_answers_are_erased_at_the_end_and_told_of_when_people_work()
    {
        await using var bench = await BeginAsync();
        // Sunday evening.
        var survey = Assert.Single(await bench.AllAsync<Survey>());
        await bench.Bot.Database.WriteAsync(
            async db => (await db.FindAsync<Survey>([survey.Id], TestContext.Current.CancellationToken))!.EndsAt = new DateTimeOffset(2026, 11, 29, 20, 0, 0, TimeSpan.FromHours(1)), TestContext.Current.CancellationToken);
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 29, 20, 30, 0, TimeSpan.FromHours(1)));
        await bench.Bot.SyncAsync();
        await bench.RoundAsync();
        var draft = Assert.Single(await bench.AllAsync<SurveyDraft>());
        Assert.Equal((DraftStage.Over, "{}"), (draft.Stage, draft.Answers));
        Assert.Empty(await FarewellsAsync(bench));

        await bench.RestartAsync();
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 7, 31, 0, TimeSpan.FromHours(1)));
        await bench.RoundAsync();
        Assert.Single(await FarewellsAsync(bench));
    }

    [Fact]
    public async Task Who_goes_on_before_that_is_told_at_once_and_not_again()
    {
        await using var bench = await BeginAsync();
        await CloseAtNightAsync(bench);
        await bench.SayAsync(Anne, "Du temps");
        Assert.Contains("n'ont pas pu être comptées", await bench.LastAsync(Anne), StringComparison.Ordinal);
        bench.Bot.Time.Advance(TimeSpan.FromHours(14));
        await bench.RoundAsync();
        Assert.Empty(await FarewellsAsync(bench));
    }

    [Fact]
    public async Task Who_has_begun_another_since_goes_on_with_that_one()
    {
        await using var bench = await BeginAsync();
        await CloseAtNightAsync(bench);
        await bench.OpenAsync();
        await bench.SayAsync(Anne, "répondre");
        await bench.SayAsync(Anne, "1");
        Assert.Contains("2/5", await bench.LastAsync(Anne), StringComparison.Ordinal);
        Assert.Equal(2, (await bench.AllAsync<SurveyDraft>()).Count);
    }

    [Fact]
    public async Task Where_somebody_else_took_their_place_in_the_chat_they_are_told_in_another()
    {
        await using var bench = await BeginAsync();
        await bench.SendAllAsync();
        await bench.Bot.SyncAsync(new RoomBuilder(SurveyBench.ChatOf(Anne))
            .Sends(Anne, RupnBot.Matrix.EventTypes.Member, new { membership = "leave" }, bench.Now, stateKey: Anne)
            .Sends("@c2:rupn.test", RupnBot.Matrix.EventTypes.Member, new { membership = "join" }, bench.Now, stateKey: "@c2:rupn.test"));
        await bench.Bot.SyncAsync(RoomBuilder.Direct("!again:rupn.test", Anne));
        await bench.EndAsync();
        Assert.Equal("!again:rupn.test", Assert.Single(await FarewellsAsync(bench)).RoomId.Value);
    }

    [Fact]
    public async Task Where_the_bot_may_not_remove_their_answers_it_says_that_they_may()
    {
        await using var bench = await BeginAsync();
        await bench.EndAsync();
        Assert.Contains("vous pouvez le faire vous-même", CampaignBench.BodyOf(Assert.Single(await FarewellsAsync(bench))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_is_a_command_meanwhile()
    {
        await using var bench = await BeginAsync();
        await CloseAtNightAsync(bench);
        await bench.SayAsync(Anne, "enquetes");
        Assert.Contains("Aucune enquête n'attend", await bench.LastAsync(Anne), StringComparison.Ordinal);
        Assert.Single(await bench.AllAsync<SurveyDraft>());
    }

    [Fact]
    public async Task The_questions_are_taken_out_of_their_chat()
    {
        await using var bench = await BeginAsync();
        await bench.SendAllAsync();
        await bench.EndAsync();
        Assert.Contains(await bench.Bot.OutboxAsync(), row => row.Kind == OutboxKind.Redaction && row.RoomId == SurveyBench.ChatOf(Anne));
    }

    [Fact]
    public async Task Until_they_are_told_mes_donnees_says_so()
    {
        await using var bench = await BeginAsync();
        await CloseAtNightAsync(bench);
        await bench.SayAsync(Anne, "mes-donnees");
        Assert.Contains("vos réponses sont effacées, il reste à vous le dire", await bench.LastAsync(Anne), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_each_told_once()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        foreach (var colleague in SurveyBench.Colleagues) await bench.SayAsync(colleague, "répondre");
        // More than one transaction takes.
        var others = Enumerable.Range(1, 30).Select(i => $"@o{i}:rupn.test").ToList();
        await bench.Bot.SyncAsync([RoomBuilder.Joined("!salon2:rupn.test", "Labo", [.. others]), .. others.Select(user => RoomBuilder.Direct(SurveyBench.ChatOf(user).Value, user))]);
        var survey = Assert.Single(await bench.AllAsync<Survey>());
        await bench.Bot.Database.WriteAsync(
            db =>
            {
                db.Add(new SurveyRoom { SurveyId = survey.Id, RoomId = new RupnBot.Matrix.RoomId("!salon2:rupn.test") });
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        foreach (var other in others) await bench.SayAsync(other, "répondre");
        await bench.EndAsync();
        var rooms = (await FarewellsAsync(bench)).ConvertAll(row => row.RoomId);
        Assert.Equal((42, 42), (rooms.Count, rooms.Distinct().Count()));
    }

    private static async Task<SurveyBench> BeginAsync()
    {
        var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        foreach (var words in new[] { "répondre", "1", "1 2", "7" }) await bench.SayAsync(Anne, words);
        return bench;
    }

    /// <summary>It was closed by its editor at nine in the evening.</summary>
    private static async Task CloseAtNightAsync(SurveyBench bench)
    {
        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 23, 20, 55, 0, TimeSpan.FromHours(1)));
        await bench.SayAsync(Anne, "7");
        await bench.SayAsync(SurveyBench.Editor, "clore enquête");
        await bench.RoundAsync();
    }

    private static async Task<List<OutboxMessage>> FarewellsAsync(SurveyBench bench) => [.. (await bench.Bot.OutboxAsync()).Where(row => row.Content.Contains(Said, StringComparison.Ordinal))];
}
