using RupnBot.Demo.Homeservers;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>The homeserver goes away while answers wait, and comes back.</summary>
public sealed class RestartedHomeserverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_that_wait_for_a_homeserver_arrive_once_when_it_is_back()
    {
        await using var homeserver = await LocalHomeserver.StartAsync(throttle: false, Token);
        await using var bot = await ProxiedBot.StartAsync(homeserver, Token);
        using var waiting = await AskedSalon.OpenAsync(bot, Token);
        using var doubtful = await AskedSalon.OpenAsync(bot, Token);

        foreach (var kill in new[] { false, true })
        {
            var never = bot.Proxy.Add(new FaultRule(HttpMethod.Put, waiting.Sends, new Fault.CutBeforeForwarding()));
            // The homeserver has this one when it goes, and must know it again by its transaction id when it is back.
            var lost = bot.Proxy.Add(new FaultRule(HttpMethod.Put, doubtful.Sends, new Fault.LostAnswer()));
            await waiting.AskAsync("!statut", Token);
            await doubtful.AskAsync("!statut", Token);
            await Demo.Eventually.TrueAsync(() => never.Fired > 0 && lost.Fired > 0, "both answers are attempted", null, Token);

            await homeserver.StopAsync(kill, Token);
            bot.Proxy.Clear();
            await homeserver.StartAgainAsync(Token);

            await waiting.AssertEachAnsweredOnceAsync(Token);
            await doubtful.AssertEachAnsweredOnceAsync(Token);
        }

        Assert.False(bot.Process.HasExited);
    }
}
