using System.Net;
using RupnBot.EndToEndTests.Bench;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>Synapse's own limit on messages, as it is shipped: 0.2 a second after a burst of 10.</summary>
public sealed class ThrottledTests(Homeservers homeservers)
{
    private const int Questions = 15;
    private const int People = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_beyond_the_servers_limit_all_arrive_once_at_the_pace_it_asks_for()
    {
        await using var bot = await ProxiedBot.StartAsync(await homeservers.ThrottledAsync(Token), Token, new Dictionary<string, string> { ["Matrix:RequestsPerSecond"] = "1" });
        // Those who ask are throttled as well: several share the questions.
        var salons = new List<AskedSalon>();
        for (var person = 0; person < People; person++) salons.Add(await AskedSalon.OpenAsync(bot, Token));

        for (var number = 0; number < Questions; number++) await salons[number % People].AskAsync("!statut", Token);
        foreach (var salon in salons) await salon.AssertEachAnsweredOnceAsync(Token, Patience);

        var sends = bot.Proxy.Requests.All.Where(request => request.TransactionId is not null).ToList();
        Assert.Contains(sends, request => request.ForwardedStatus == (int)HttpStatusCode.TooManyRequests);
        // The bot comes back when the server said, one message at a time: on the average none is refused more than once.
        Assert.InRange(sends.Count(request => request.ForwardedStatus == (int)HttpStatusCode.TooManyRequests), 1, sends.Count(request => request.ForwardedStatus == 200));
        salons.ForEach(salon => salon.Dispose());
    }
}
