using RupnBot.Demo;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>The bot's listening meets a fault several times in a row: what was said meanwhile is answered, once.</summary>
public sealed class SyncFaultTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // More than the three attempts the client makes of itself where it may repeat: the sync loop's own patience is met too.
    [Theory]
    [InlineData("429 with retry_after_ms", 1)]
    [InlineData("429 bare", 1)]
    [InlineData("502 in HTML", 4)]
    [InlineData("cut before the server", 4)]
    [InlineData("answer lost", 4)]
    [InlineData("answer cut halfway", 4)]
    [InlineData("truncated JSON", 2)]
    [InlineData("bad JSON", 2)]
    [InlineData("JSON of another shape", 2)]
    [InlineData("HTML with 200", 2)]
    public async Task What_was_said_is_answered_once(string fault, int times)
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        var rule = shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Get, "/sync", FaultNames.Named(fault)) { Times = times });

        // The poll under way brings the first question; the fault befalls those that would bring the second.
        await salon.AnswerToAsync(await salon.AskAsync("!statut", Token), Token);
        await Eventually.TrueAsync(() => rule.Fired > 0, "a poll meets the fault", null, Token);
        await salon.AskAsync("!aide", Token);

        await salon.AssertEachAnsweredOnceAsync(Token);
        Assert.Equal(times, rule.Fired);
    }

    [Theory]
    [InlineData("slow head")]
    [InlineData("slow body")]
    public async Task What_was_said_while_the_bot_was_away_is_answered_once_though_its_first_syncs_are_slow(string fault)
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        await shared.Bot.Process.StopAsync(Token);
        await salon.AskAsync("!statut", Token);
        var rule = shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Get, "/sync", FaultNames.Named(fault)) { Times = 2 });

        shared.Bot.Process.Launch();

        await salon.AssertEachAnsweredOnceAsync(Token);
        Assert.Equal(2, rule.Fired);
    }
}
