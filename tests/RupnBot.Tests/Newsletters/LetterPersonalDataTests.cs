using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Privacy;

namespace RupnBot.Tests.Newsletters;

/// <summary>What a letter keeps of people, and for how long.</summary>
public sealed class LetterPersonalDataTests
{
    [Fact]
    public async Task Its_editor_is_told_and_forgotten_while_the_letter_stays()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.ValidatedAsync();
        await bench.FinishAsync();
        await bench.SayAsync("mes-donnees");
        Assert.Contains("1 lettre que vous avez préparée", await bench.LastAsync(), StringComparison.Ordinal);
        await bench.SayAsync("oublie-moi");
        await bench.SayAsync("1");
        var letter = await bench.LetterAsync();
        Assert.Equal((default(UserId?), default(UserId?), NewsletterState.Done), (letter.EditorId, letter.ApprovedBy, letter.State));
    }

    [Fact]
    public async Task A_draft_goes_with_its_editor()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        await bench.SayAsync("oublie-moi");
        await bench.SayAsync("1");
        Assert.Equal(0, await CountAsync(bench));
    }

    [Fact]
    public async Task After_its_time_a_letter_is_erased_with_its_salons()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.ValidatedAsync();
        await bench.FinishAsync();
        bench.Bot.Time.Advance(TimeSpan.FromDays(364));
        await PurgeAsync(bench);
        Assert.Equal(1, await CountAsync(bench));
        bench.Bot.Time.Advance(TimeSpan.FromDays(2));
        await PurgeAsync(bench);
        Assert.Equal(0, await CountAsync(bench));
        Assert.Empty(await bench.DeliveriesAsync());
    }

    [Fact]
    public async Task One_left_in_a_pause_goes_when_nobody_spoke_of_it_for_as_long()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.ValidatedAsync();
        await bench.SayAsync("pause", await bench.EventOfAsync("C'est validé"));
        bench.Bot.Time.Advance(TimeSpan.FromDays(364));
        await PurgeAsync(bench);
        Assert.Equal(1, await CountAsync(bench));
        bench.Bot.Time.Advance(TimeSpan.FromDays(2));
        await PurgeAsync(bench);
        Assert.Equal(0, await CountAsync(bench));
    }

    [Fact]
    public async Task A_draft_nobody_spoke_of_is_erased_after_a_month()
    {
        await using var bench = await LetterBench.StartAsync();
        await bench.SayAsync("lettre Bonjour");
        bench.Bot.Time.Advance(TimeSpan.FromDays(31));
        await PurgeAsync(bench);
        Assert.Equal(0, await CountAsync(bench));
    }

    private static Task PurgeAsync(LetterBench bench) => Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<RetentionTick>(bench.Bot.Services).RunAsync(TestContext.Current.CancellationToken);

    private static Task<int> CountAsync(LetterBench bench) => bench.ReadAsync(db => db.Set<Newsletter>().CountAsync(TestContext.Current.CancellationToken));
}
