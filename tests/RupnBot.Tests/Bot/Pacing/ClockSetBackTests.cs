using Microsoft.Extensions.Time.Testing;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Pacing;
using RupnBot.Matrix;

namespace RupnBot.Tests.Bot.Pacing;

public sealed class ClockSetBackTests
{
    [Fact]
    public async Task A_clock_set_back_by_an_hour_does_not_stop_the_requests()
    {
        var time = new ShiftedTime();
        var pacer = new RequestPacer(1, time);
        await pacer.WaitAsync(RequestPriority.Bulk, TestContext.Current.CancellationToken);
        time.Shift = TimeSpan.FromHours(-1);
        var next = pacer.WaitAsync(RequestPriority.Bulk, TestContext.Current.CancellationToken).AsTask();
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1.1));
        await next.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_clock_set_back_by_a_day_does_not_keep_anybody_waiting_for_a_day()
    {
        var time = new ShiftedTime();
        var quota = new CommandQuota(time);
        var anne = new UserId("@anne:rupn.test");
        for (var i = 0; i <= CommandQuota.Most; i++) quota.Take(anne);
        Assert.False(quota.Take(anne));
        time.Shift = TimeSpan.FromDays(-1);
        time.Advance(CommandQuota.Window);
        Assert.True(quota.Take(anne));
    }

    /// <summary>A wall clock that can be set back; the timers go on.</summary>
    private sealed class ShiftedTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero))
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

        public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
    }
}
