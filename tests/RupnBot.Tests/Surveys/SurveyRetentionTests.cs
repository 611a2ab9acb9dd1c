using Microsoft.Extensions.DependencyInjection;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Surveys;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Records;

namespace RupnBot.Tests.Surveys;

/// <summary>What is erased when, without anybody asking.</summary>
public sealed class SurveyRetentionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_was_shown_and_never_agreed_to_is_erased_after_a_month()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.SayAsync(SurveyBench.Editor, "enquete Usages\n1. Quoi ?\n- ENT\n- Pix");
        await PassAsync(bench, 29);
        Assert.Single(await bench.AllAsync<Survey>());
        await PassAsync(bench, 2);
        Assert.Empty(await bench.AllAsync<Survey>());
    }

    [Fact]
    public async Task Its_result_is_kept_for_three_years_and_then_nothing_of_it_is()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        for (var i = 0; i < 5; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        await bench.EndAsync();
        Assert.Equal(25, (await bench.AllAsync<PooledAnswer>()).Count);
        await PassAsync(bench, 1094);
        Assert.Equal(25, (await bench.AllAsync<PooledAnswer>()).Count);
        await PassAsync(bench, 2);
        Assert.Empty(await bench.AllAsync<Survey>());
        Assert.Empty(await bench.AllAsync<PooledAnswer>());
        Assert.Empty(await bench.AllAsync<SurveyRoom>());
    }

    [Fact]
    public async Task Once_it_is_over_nobody_is_on_its_list_and_nobody_is_known_to_have_answered()
    {
        await using var bench = await SurveyBench.StartAsync();
        var people = SurveyBench.Colleagues.Select(user => new SurveyAudience<UserId>(new UserId(user))).ToList();
        await bench.Bot.Database.WriteAsync(
            db => bench.Bot.Services.GetRequiredService<SurveyOpener>().OpenAsync(db, new SurveyOpening(SurveyBench.Form, bench.Now.AddDays(7)) { People = people }, bench.Now, Ct), Ct);
        for (var i = 0; i < 5; i++) await bench.AnswerAsync(SurveyBench.Colleagues[i]);
        Assert.Equal((12, 5), ((await bench.AllAsync<SurveyInvitee>()).Count, (await bench.AllAsync<SurveyParticipant>()).Count));
        await bench.EndAsync();
        Assert.Equal((0, 0), ((await bench.AllAsync<SurveyInvitee>()).Count, (await bench.AllAsync<SurveyParticipant>()).Count));
    }

    [Fact]
    public async Task One_that_is_open_is_not_touched_however_old()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        await bench.SayAsync(SurveyBench.Colleagues[0], "répondre");
        await PassAsync(bench, 2000);
        Assert.Single(await bench.AllAsync<Survey>());
        Assert.Single(await bench.AllAsync<SurveyDraft>());
    }

    [Fact]
    public async Task A_forgotten_editors_surveys_keep_their_results_and_not_their_name()
    {
        await using var bench = await SurveyBench.StartAsync();
        await bench.OpenAsync();
        await bench.SayAsync(SurveyBench.Editor, "enquete Autre\n1. Quoi ?\n- ENT\n- Pix");
        await bench.Bot.Database.WriteAsync(db => Data(bench).ForgetAsync(db, new UserId(SurveyBench.Editor), bench.Now, Ct), Ct);
        var survey = Assert.Single(await bench.AllAsync<Survey>());
        Assert.Equal(("Usages du numérique", (UserId?)null), (survey.Title, survey.Creator));
    }

    private static IPersonalData Data(SurveyBench bench) => bench.Bot.Services.GetServices<IPersonalData>().OfType<SurveyPersonalData>().Single();

    private static Task PassAsync(SurveyBench bench, int days)
    {
        bench.Bot.Time.Advance(TimeSpan.FromDays(days));
        return bench.Bot.Database.WriteAsync(db => Data(bench).PurgeAsync(db, bench.Now, Ct), Ct);
    }
}
