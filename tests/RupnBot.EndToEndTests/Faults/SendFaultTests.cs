using RupnBot.Demo;
using RupnBot.EndToEndTests.Bench;
using RupnBot.EndToEndTests.Bench.Faults;

namespace RupnBot.EndToEndTests.Faults;

/// <summary>Answers on their way meet faults, twice each: they arrive all the same, once.</summary>
public sealed class SendFaultTests(SharedBot shared) : IClassFixture<SharedBot>
{
    private const int Times = 2;

    // A request that had left when the refusal came cannot be called back.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(500);

    private static readonly string[] Faults =
    [
        "429 bare", "500 of Matrix", "502 in HTML", "503 in HTML", "504 in HTML", "cut before the server", "answer lost", "answer cut halfway",
        "slow head", "slow body", "truncated JSON", "bad JSON", "JSON of another shape", "HTML with 200",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_in_each_salon_at_once_and_one_without_lose_and_double_nothing() =>
        await Task.WhenAll(Faults.Select(MeetAsync).Append(AskInPeaceAsync()));

    [Theory]
    [InlineData("429 with retry_after_ms")]
    [InlineData("429 with Retry-After")]
    public async Task The_whole_bot_is_silent_as_long_as_the_server_asks(string fault)
    {
        using var other = await AskedSalon.OpenAsync(shared.Bot, Token);
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        var rule = shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Put, salon.Sends, FaultNames.Named(fault)) { Times = Times });

        await salon.AskAsync("!statut", Token);
        await Eventually.TrueAsync(() => rule.Fired > 0, "the answer is refused", null, Token);
        await other.AskAsync("!statut", Token);

        await salon.AssertEachAnsweredOnceAsync(Token);
        await other.AssertEachAnsweredOnceAsync(Token);
        Assert.All(AssertRetried(rule), AssertSilenceAfter);
    }

    [Fact]
    public async Task A_retry_of_a_message_that_had_arrived_adds_none()
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        await shared.Bot.ListeningAsync(Token);
        var lost = shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Put, salon.Sends, new Fault.LostAnswer()) { Times = 1 });
        // Deaf from the next question on: no echo tells the bot that its answer stands in the salon.
        var deaf = shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Get, "/sync", new Fault.CutBeforeForwarding()));

        await salon.AskAsync("!statut", Token);
        await Eventually.TrueAsync(
            () => lost.Fired == 1 && shared.Bot.Proxy.Requests.Attempts().Any(path => path.Key.Contains(salon.Sends, StringComparison.Ordinal) && path.Value == 2),
            "the answer is sent again",
            null,
            Token);
        Assert.True(deaf.Fired > 0);
        shared.Bot.Proxy.Clear();

        await salon.AssertEachAnsweredOnceAsync(Token);
    }

    private async Task MeetAsync(string fault)
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        var rule = shared.Bot.Proxy.Add(new FaultRule(HttpMethod.Put, salon.Sends, FaultNames.Named(fault)) { Times = Times });
        try
        {
            await salon.AskAsync("!statut", Token);
            await salon.AssertEachAnsweredOnceAsync(Token);
            AssertRetried(rule);
        }
        catch (Exception exception) when (!Token.IsCancellationRequested)
        {
            throw new InvalidOperationException($"With the fault '{fault}': {exception.Message}", exception);
        }
    }

    private async Task AskInPeaceAsync()
    {
        using var salon = await AskedSalon.OpenAsync(shared.Bot, Token);
        await salon.AskAsync("!statut", Token);
        await salon.AssertEachAnsweredOnceAsync(Token);
    }

    private List<ProxiedRequest> AssertRetried(FaultRule rule)
    {
        var attempts = shared.Bot.Proxy.Requests.All.Where(request => ReferenceEquals(request.Fault, rule.Fault)).ToList();
        Assert.NotEmpty(attempts);
        // Where the homeserver took the message, its echo may have told the bot before the next attempt.
        if (attempts.Any(request => request.ForwardedStatus is not null)) return attempts;
        Assert.Equal(Times, attempts.Count);
        Assert.Single(attempts.Select(request => request.Path).Distinct());
        return attempts;
    }

    private void AssertSilenceAfter(ProxiedRequest refused)
    {
        var next = shared.Bot.Proxy.Requests.All.First(request => !request.IsSync && request.At > refused.At + OnItsWay);
        Assert.True(next.At - refused.At >= FaultNames.AskedSilence, $"{next.Method} {next.Path} came {next.At - refused.At} after the refusal.");
    }
}
