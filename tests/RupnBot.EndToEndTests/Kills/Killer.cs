using System.Diagnostics;
using RupnBot.Demo;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Kills;

/// <summary>
/// Kills the bot and starts it again. Of three kills one comes at an instant drawn, one just after an answer was lost, and one while the answer to a
/// message is on its way: the homeserver has the message, and the bot learns nothing of it from that request.
/// </summary>
/// <param name="bot">Who is killed.</param>
/// <param name="lost">Answers that are lost.</param>
/// <param name="interval">Between two kills, on average.</param>
internal sealed class Killer(ProxiedBot bot, FaultRule lost, TimeSpan interval)
{
    // Longer than the bot waits for any answer.
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(2);

    // For a start on a machine that has much else to do.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly Random _random = new(KillSettings.Seed);
    private FaultRule? _held;

    /// <summary>Kills that came just after an answer was lost.</summary>
    public int AfterLoss { get; private set; }

    /// <summary>Kills that came while an answer was on its way.</summary>
    public int OnTheWay { get; private set; }

    public async Task KillAsync(int kills, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        for (var kill = 0; kill < kills; kill++)
        {
            var launched = bot.Proxy.Requests.All.Count;
            var rest = (interval * (kill + _random.NextDouble())) - Stopwatch.GetElapsedTime(start);
            // Not a wait for anything: the instant of the kill is what is drawn.
            await Task.Delay(rest > TimeSpan.Zero ? rest : interval * _random.NextDouble(), cancellationToken);
            // One that never gets as far as to hear and to speak would not be tried by its kills.
            if (kill % 3 != 0) await SeesAsync(() => HasHeard(launched), "the bot hears", StartPatience, cancellationToken);
            if (kill % 3 == 1 && await LosesAsync(cancellationToken)) AfterLoss++;
            if (kill % 3 == 2 && await WaitsAsync(cancellationToken)) OnTheWay++;
            await bot.Process.KillAsync(cancellationToken);
            bot.Process.Launch();
        }
    }

    /// <summary>An answer to /sync is stored when the next is asked for.</summary>
    private bool HasHeard(int since) =>
        bot.Proxy.Requests.All.Skip(since).Where(request => request.IsSync).SkipWhile(request => request is not { ForwardedStatus: 200, Fault: null }).Count() > 1;

    private Task<bool> LosesAsync(CancellationToken cancellationToken)
    {
        var before = lost.Fired;
        return SeesAsync(() => lost.Fired > before, "an answer is lost", Watch, cancellationToken);
    }

    private Task<bool> WaitsAsync(CancellationToken cancellationToken)
    {
        // One that befell nothing in its time is still there.
        if (_held is not { Fired: 0 }) _held = bot.Proxy.Add(new FaultRule(HttpMethod.Put, "/send/", new Fault.SlowHead(Held)) { Times = 1 });
        var fault = _held.Fault;
        return SeesAsync(
            () => bot.Proxy.Requests.All.Any(request => ReferenceEquals(request.Fault, fault) && request.ForwardedStatus is not null),
            "an answer is held back",
            Watch,
            cancellationToken);
    }

    /// <summary>Not for long: the bot may have nothing to say, and is then killed all the same.</summary>
    private static async Task<bool> SeesAsync(Func<bool> condition, string what, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await Eventually.TrueAsync(condition, what, patience, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
