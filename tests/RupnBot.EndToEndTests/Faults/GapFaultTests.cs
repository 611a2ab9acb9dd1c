using RupnBot.Demo;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>More was said while the bot was away than one /sync tells, and the pages of the rest fail at first.</summary>
public sealed class GapFaultTests(SharedBot shared) : IClassFixture<SharedBot>
{
    // Synapse gives at most 100 events of a room in a sync.
    private const int Chatter = 110;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_gap_hid_is_answered_once()
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        await shared.Bot.Process.StopAsync(Token);
        await salon.AskAsync("!statut", Token);
        await salon.AskAsync("!aide", Token);
        for (var number = 0; number < Chatter; number++) await salon.Anne.SayAsync(salon.RoomId, $"Réunion {number}", Token);
        // More than the client repeats of itself: the gap is put off, and found again.
        var rules = new[] { ("429 with retry_after_ms", 1), ("502 in HTML", 4), ("bad JSON", 1), ("answer lost", 2) }
            .Select(fault => shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Get, "/messages", FaultNames.Named(fault.Item1)) { Times = fault.Item2 })).ToList();

        shared.Bot.Process.Launch();
        await Eventually.TrueAsync(() => rules.All(rule => rule.Fired == rule.Times), "the gap's pages fail", null, Token);

        await salon.AssertEachAnsweredOnceAsync(Token);
    }
}
