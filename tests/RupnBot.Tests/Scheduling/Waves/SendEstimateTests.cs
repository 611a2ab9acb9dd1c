using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Waves;

namespace RupnBot.Tests.Scheduling.Waves;

/// <summary>When a message to many salons will have left.</summary>
public sealed class SendEstimateTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly WorkingTime Working = new(ShippedSchoolCalendar.Calendar, SchoolZone.A, WorkingHours.Default, Paris);

    [Fact]
    public void Two_hundred_requests_at_one_a_second_leave_others_a_fifth_of_the_time()
    {
        var plan = SendEstimate.Of(At(30, 8, 0), 200, 1, Working);
        Assert.Equal(At(30, 8, 0), plan.From);
        Assert.Equal(TimeSpan.FromSeconds(250), plan.Until - plan.From);
        Assert.False(plan.GoesOn);
    }

    [Fact]
    public void What_does_not_fit_the_day_goes_on_the_next_working_morning()
    {
        // A Friday evening: one hour and 2,880 requests, then Monday.
        var plan = SendEstimate.Of(At(27, 17, 30), 3000, 1, Working);
        Assert.Equal([2880, 120], plan.Days.Select(day => day.Requests));
        Assert.Equal(At(30, 7, 30).AddSeconds(150), plan.Until);
        Assert.Equal([new DateOnly(2026, 11, 27), new DateOnly(2026, 11, 30)], plan.Days.Select(day => day.Day));
        Assert.True(plan.GoesOn);
    }

    [Theory]
    [InlineData(27, 20, 0)]
    [InlineData(28, 10, 0)]
    [InlineData(30, 6, 0)]
    public void It_begins_at_the_next_opening_when_the_bot_may_not_write(int day, int hour, int minute) =>
        Assert.Equal(At(30, 7, 30), SendEstimate.Of(At(day, hour, minute), 10, 1, Working).From);

    [Fact]
    public void Nothing_to_send_ends_when_it_begins()
    {
        var plan = SendEstimate.Of(At(30, 8, 0), 0, 1, Working);
        Assert.Equal(plan.From, plan.Until);
    }

    [Fact]
    public void At_the_very_last_moment_one_still_leaves()
    {
        var plan = SendEstimate.Of(At(27, 18, 30), 2, 1, Working);
        Assert.Equal([1, 1], plan.Days.Select(day => day.Requests));
    }

    [Fact]
    public void Without_a_pace_it_is_a_matter_of_seconds() =>
        Assert.InRange((SendEstimate.Of(At(30, 8, 0), 200, 0, Working).Until - At(30, 8, 0)).TotalSeconds, 1, 60);

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(1));
}
