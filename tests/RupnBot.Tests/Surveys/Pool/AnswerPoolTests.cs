using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Records;
using RupnBot.Surveys.Results;

namespace RupnBot.Tests.Surveys.Pool;

/// <summary>From people's answers to nobody's, and to results.</summary>
public sealed class AnswerPoolTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_wait_and_the_fifth_has_them_mixed()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        for (var i = 0; i < 4; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        await bench.RoundAsync();
        Assert.Equal((4, 0), ((await bench.AllAsync<SurveyDraft>()).Count, (await bench.AllAsync<PooledAnswer>()).Count));

        await bench.AnswerAsync(SurveyBench.Colleagues[4]);
        Assert.Equal(5, (await bench.AllAsync<SurveyDraft>()).Count);
        await bench.RoundAsync();
        Assert.Equal((0, 25), ((await bench.AllAsync<SurveyDraft>()).Count, (await bench.AllAsync<PooledAnswer>()).Count));
        Assert.Equal(5, Assert.Single(await bench.AllAsync<Survey>()).Answered);
        Assert.Equal(5, (await bench.AllAsync<SurveyParticipant>()).Count);
    }

    [Fact]
    public async Task Results_come_at_the_end_and_are_exact()
    {
        await using var bench = await SurveyBench.StartAsync();
        var survey = await bench.OpenAsync();
        for (var i = 0; i < 7; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i], $"Mot {i}", i < 4 ? "Collège" : "2", i % 2 == 0 ? "1" : "2 3", $"{i + 1}", i == 6 ? "-1" : $"{2 * i}");
        await bench.RoundAsync();
        var running = await ReadAsync(bench, survey.Id);
        Assert.Equal((7, false, 0), (running.Answered, running.IsShown, running.Questions.Count));

        await bench.EndAsync();
        var report = await ReadAsync(bench, survey.Id);
        Assert.Equal((7, true), (report.Answered, report.IsShown));
        Assert.Equal([("Collège", 4, 57), ("Lycée", 3, 43)], report.Questions[0].Choices.Select(choice => (choice.Text, choice.Count, report.Questions[0].PercentOf(choice))));
        Assert.Equal([4, 3, 3], report.Questions[1].Choices.Select(choice => choice.Count));
        Assert.Equal((4m, 4m), (report.Questions[2].Mean, report.Questions[2].Median));
        Assert.Equal((6, 1, 5m), (report.Questions[3].Answered, report.Questions[3].Declined, report.Questions[3].Mean));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"Mot {i}"), report.Questions[4].Words.Order());
        var told = await bench.LastAsync(SurveyBench.Editor);
        Assert.Contains("7 personnes ont répondu", told, StringComparison.Ordinal);
        Assert.Contains("Collège\u00a0: 4, soit 57\u00a0%", told, StringComparison.Ordinal);
        Assert.Empty(await bench.AllAsync<SurveyParticipant>());
    }

    [Fact]
    public async Task Of_fewer_than_five_nothing_is_ever_shown_and_all_is_erased()
    {
        await using var bench = await SurveyBench.StartAsync();
        var survey = await bench.OpenAsync();
        for (var i = 0; i < 4; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        await bench.EndAsync();
        Assert.False((await ReadAsync(bench, survey.Id)).IsShown);
        Assert.Empty(await bench.AllAsync<SurveyDraft>());
        Assert.Empty(await bench.AllAsync<PooledAnswer>());
        Assert.Contains("Moins de 5 personnes", await bench.LastAsync(SurveyBench.Editor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_begun_and_not_sent_is_erased_at_the_end_and_not_counted()
    {
        await using var bench = await SurveyBench.StartAsync();
        var survey = await bench.OpenAsync();
        for (var i = 0; i < 5; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        foreach (var words in new[] { "répondre", "1", "1" }) await bench.SayAsync(SurveyBench.Colleagues[5], words);
        await bench.EndAsync();
        Assert.Empty(await bench.AllAsync<SurveyDraft>());
        Assert.Equal(5, (await ReadAsync(bench, survey.Id)).Answered);
    }

    [Fact]
    public async Task It_does_not_end_before_what_was_sent_in_time_could_be_heard()
    {
        await using var bench = await SurveyBench.StartAsync();
        var survey = await bench.OpenAsync();
        for (var i = 0; i < 4; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        foreach (var words in new[] { "répondre", "1", "1", "5", "3", "Rien" }) await bench.SayAsync(SurveyBench.Colleagues[4], words);
        bench.Bot.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromHours(2));
        await bench.RoundAsync();
        Assert.Equal(SurveyState.Open, Assert.Single(await bench.AllAsync<Survey>()).State);
        await bench.SayAsync(SurveyBench.Colleagues[4], "envoyer", at: bench.Now.AddHours(-3));
        await bench.RoundAsync();
        await bench.RoundAsync();
        Assert.Equal(5, (await ReadAsync(bench, survey.Id)).Answered);
    }

    [Fact]
    public async Task Groups_wait_for_five_of_their_own_and_small_ones_lose_their_name()
    {
        await using var bench = await SurveyBench.StartAsync();
        var people = SurveyBench.Colleagues.Take(8).Select((user, i) => new SurveyAudience<UserId>(new UserId(user), i < 5 ? "Vienne" : "Charente")).ToList();
        var survey = await bench.Bot.Database.WriteAsync(
            db => bench.Bot.Get<SurveyOpener>().OpenAsync(db, new SurveyOpening(SurveyBench.Form, bench.Now.AddDays(7)) { People = people }, bench.Now, Ct), Ct);
        for (var i = 0; i < 8; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        await bench.RoundAsync();
        Assert.All(await bench.AllAsync<PooledAnswer>(), answer => Assert.Equal("Vienne", answer.Group));
        await bench.EndAsync();
        Assert.Equal(8, (await ReadAsync(bench, survey.Id)).Answered);
        Assert.DoesNotContain(await bench.AllAsync<PooledAnswer>(), answer => answer.Group == "Charente");
        Assert.Empty((await ReadAsync(bench, survey.Id)).Groups);
    }

    [Fact]
    public async Task A_campaign_reminds_only_those_who_have_not_answered()
    {
        await using var bench = await SurveyBench.StartAsync();
        var survey = await bench.OpenAsync();
        await bench.AnswerAsync(SurveyBench.Colleagues[1]);
        var people = SurveyBench.Colleagues.Take(3).Select(user => new UserId(user)).ToList();
        var left = await bench.Bot.Database.ReadAsync(db => bench.Bot.Get<SurveyTurnout>().NotYetAsync(db, survey, people, Ct), Ct);
        Assert.Equal([people[0], people[2]], left);
    }

    [Fact]
    public async Task The_order_and_the_keys_of_the_pool_say_nothing_of_who_came_first()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        for (var i = 0; i < 12; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i], $"Mot {i:00}");
        await bench.RoundAsync();
        var stored = await bench.Bot.Database.ReadAsync(db => db.Database.SqlQueryRaw<long>("SELECT rowid AS Value FROM survey_answers").ToListAsync(Ct), Ct);
        var answers = await bench.AllAsync<PooledAnswer>();
        // The place in the file is the random key itself: there is no hidden order of insertion beside it.
        Assert.Equal(answers.Select(answer => answer.Id).Order(), stored.Order());
        Assert.True(answers.Select(answer => answer.Id).Max() > 1L << 55);
        var words = answers.Where(answer => answer.QuestionId == "besoins").OrderBy(answer => answer.Id).Select(answer => answer.Value).ToList();
        // One order in 479 million is that of the people.
        Assert.NotEqual(words.Order(), words);
    }

    private static async Task<SurveyReport> ReadAsync(SurveyBench bench, long id) => (await bench.Bot.Database.ReadAsync(db => SurveyResults.ReadAsync(db, id, Ct), Ct))!;
}
