using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

public sealed class HostGateTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_request_at_a_time_reaches_a_host_and_the_next_waits_for_the_pause()
    {
        var gate = new HostGate(s_second, TimeSpan.FromDays(40), _time);
        var first = await gate.EnterAsync("a.example", Ct);
        var second = gate.EnterAsync("a.example", Ct);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.False(second.IsCompleted);

        first!.Dispose();
        _time.Advance(s_second / 2);
        Assert.False(second.IsCompleted);
        // The pause may be begun only now, on another thread: drive the clock until it is over.
        while (!second.IsCompleted)
        {
            _time.Advance(s_second);
            await Task.Yield();
        }

        Assert.NotNull(await second);
    }

    [Fact]
    public async Task A_host_rested_long_enough_is_entered_at_once()
    {
        var gate = Gate();
        (await gate.EnterAsync("a.example", Ct))!.Dispose();
        _time.Advance(s_second);
        Assert.True(gate.EnterAsync("a.example", Ct).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_host_still_resting_is_not_entered()
    {
        var gate = Gate();
        (await gate.EnterAsync("a.example", Ct))!.Dispose();
        _time.Advance(s_second - TimeSpan.FromMilliseconds(1));
        Assert.False(gate.EnterAsync("a.example", Ct).IsCompleted);
    }

    [Fact]
    public async Task Hosts_do_not_wait_for_each_other()
    {
        var gate = Gate();
        await gate.EnterAsync("a.example", Ct);
        Assert.True(gate.EnterAsync("b.example", Ct).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_turned_away_and_blocks_nobody()
    {
        var gate = Gate();
        var first = await gate.EnterAsync("a.example", Ct);
        var second = gate.EnterAsync("a.example", Ct);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(await second);

        first!.Dispose();
        _time.Advance(s_second);
        Assert.NotNull(await gate.EnterAsync("a.example", Ct));
    }

    [Fact]
    public async Task Whoever_gives_up_during_the_pause_blocks_nobody()
    {
        var gate = Gate();
        (await gate.EnterAsync("a.example", Ct))!.Dispose();
        using var cancellation = new CancellationTokenSource();
        var second = gate.EnterAsync("a.example", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        _time.Advance(s_second);
        Assert.NotNull(await gate.EnterAsync("a.example", Ct));
    }

    [Fact]
    public async Task A_turn_ends_only_once()
    {
        var gate = Gate();
        var turn = await gate.EnterAsync("a.example", Ct);
        turn!.Dispose();
        turn.Dispose();
        _time.Advance(s_second);
        await gate.EnterAsync("a.example", Ct);
        Assert.False(gate.EnterAsync("a.example", Ct).IsCompleted);
    }

    [Fact]
    public async Task Ten_thousand_hosts_one_after_the_other_are_not_all_remembered()
    {
        var gate = Gate();
        for (var i = 0; i < 10_000; i++)
        {
            (await gate.EnterAsync(i.ToString(CultureInfo.InvariantCulture), Ct))!.Dispose();
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(gate.Count, 1, 600);
    }

    private HostGate Gate() => new(s_second, TimeSpan.FromMinutes(2), _time);
}
