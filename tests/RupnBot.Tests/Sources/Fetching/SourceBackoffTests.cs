using RupnBot.Sources.Fetching;

namespace RupnBot.Tests.Sources.Fetching;

public sealed class SourceBackoffTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_poll = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(4, 240)]
    [InlineData(5, 480)]
    [InlineData(6, 960)]
    [InlineData(7, 1440)]
    [InlineData(8, 1440)]
    [InlineData(1000, 1440)]
    [InlineData(int.MaxValue, 1440)]
    public void The_wait_doubles_up_to_a_day_less_a_tenth_at_most(int failures, int minutes)
    {
        for (var seed = 0; seed < 50; seed++)
            Assert.InRange(Wait(failures, new(FetchFailure.TimedOut), seed).TotalMinutes, minutes * 0.9, minutes);
    }

    [Fact]
    public void Sources_that_failed_together_come_back_apart()
    {
        var waits = Enumerable.Range(0, 100).Select(seed => Wait(3, new(FetchFailure.ConnectionFailed), seed)).ToHashSet();
        Assert.True(waits.Count > 95);
        Assert.True(waits.Max() - waits.Min() > TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void The_same_failure_of_the_same_source_gives_the_same_wait() =>
        Assert.Equal(Wait(3, new(FetchFailure.TimedOut), 7), Wait(3, new(FetchFailure.TimedOut), 7));

    [Theory]
    [InlineData(5, 30)]
    [InlineData(90, 90)]
    [InlineData(10_000, 1440)]
    public void Retry_After_lengthens_the_wait_up_to_a_day_and_never_shortens_it(int askedMinutes, int atMost)
    {
        var failure = new FetchFailed(FetchFailure.RateLimited, 429, TimeSpan.FromMinutes(askedMinutes));
        Assert.InRange(Wait(1, failure, 1).TotalMinutes, Math.Max(27, Math.Min(askedMinutes, 1440)), atMost);
    }

    [Theory]
    [InlineData(FetchFailure.BlockedAddress)]
    [InlineData(FetchFailure.InvalidAddress)]
    public void An_address_at_fault_is_tried_once_a_day(FetchFailure reason) =>
        Assert.InRange(Wait(1, new(reason), 1).TotalHours, 21.6, 24);

    [Fact]
    public void A_host_busy_with_our_own_requests_is_not_held_against_the_source() =>
        Assert.InRange(Wait(9, new(FetchFailure.HostBusy), 1).TotalMinutes, 27, 30);

    [Theory]
    [InlineData(FetchFailure.Gone, true)]
    [InlineData(FetchFailure.HttpStatus, false)]
    [InlineData(FetchFailure.NameNotResolved, false)]
    public void Only_a_source_that_is_gone_is_given_up(FetchFailure reason, bool isPermanent) =>
        Assert.Equal(isPermanent, SourceBackoff.After(s_now, 9, new(reason), s_poll, 1).IsPermanent);

    [Fact]
    public void A_poll_interval_above_a_day_is_cut_to_a_day() =>
        Assert.InRange((SourceBackoff.After(s_now, 1, new(FetchFailure.TimedOut), TimeSpan.MaxValue, 1).At - s_now).TotalHours, 21.6, 24);

    [Fact]
    public void A_count_below_one_or_an_interval_of_nothing_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SourceBackoff.After(s_now, 0, new(FetchFailure.TimedOut), s_poll, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SourceBackoff.After(s_now, 1, new(FetchFailure.TimedOut), TimeSpan.Zero, 1));
    }

    private static TimeSpan Wait(int failures, FetchFailed failure, int seed) =>
        SourceBackoff.After(s_now, failures, failure, s_poll, seed).At - s_now;
}
