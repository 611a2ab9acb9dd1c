using System.Globalization;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Scheduling.Calendar;

public sealed class WorkingTimeTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly WorkingTime Time = new(ShippedSchoolCalendar.Calendar, SchoolZone.A, WorkingHours.Default, Paris);

    [Theory]
    [InlineData("2026-11-23T10:00", "2026-11-23T10:00")]
    [InlineData("2026-11-23T06:00", "2026-11-23T07:30")]
    [InlineData("2026-11-23T18:31", "2026-11-24T07:30")]
    [InlineData("2026-11-20T19:00", "2026-11-23T07:30")]
    [InlineData("2026-12-18T19:00", "2027-01-04T07:30")]
    [InlineData("2026-11-11T10:00", "2026-11-12T07:30")]
    [InlineData("2027-05-05T19:00", "2027-05-10T07:30")]
    [InlineData("2027-07-02T20:00", "2027-09-02T07:30")]
    [InlineData("2027-03-26T20:00", "2027-03-30T07:30")]
    public void The_next_working_instant_skips_nights_week_ends_and_holidays(string from, string expected) =>
        Assert.Equal(At(expected), Time.NextWorkingInstant(At(from)));

    [Fact]
    public void A_local_time_the_spring_skips_is_read_with_the_clock_before_the_change() =>
        Assert.Equal(
            new DateTimeOffset(2027, 3, 28, 3, 30, 0, TimeSpan.FromHours(2)),
            LocalInstant.At(new DateTime(2027, 3, 28, 2, 30, 0), Paris));

    [Fact]
    public void A_local_time_the_autumn_repeats_is_its_first_pass() =>
        Assert.Equal(
            new DateTimeOffset(2026, 10, 25, 2, 30, 0, TimeSpan.FromHours(2)),
            LocalInstant.At(new DateTime(2026, 10, 25, 2, 30, 0), Paris));

    private static DateTimeOffset At(string local) =>
        LocalInstant.At(DateTime.ParseExact(local, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), Paris);
}
