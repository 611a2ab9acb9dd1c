using RupnBot.Polls.Meetings;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Tests.Polls.Meetings;

public sealed class ReminderTimesTests
{
    private static readonly WorkingTime Time = new(ShippedSchoolCalendar.Calendar, SchoolZone.A, WorkingHours.Default, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    [Theory]
    [InlineData("2026-12-03 12:30", "2026-12-02 12:30", "2026-12-03 11:30")]
    [InlineData("2026-11-30 12:30", "2026-11-27 12:30", "2026-11-30 11:30")] // Monday: reminded of on Friday
    [InlineData("2026-12-03 08:00", "2026-12-02 08:00", "2026-12-03 07:30")] // an hour before, the bot does not write yet
    [InlineData("2026-12-03 20:30", "2026-12-02 18:30", "2026-12-03 18:30")] // an evening: at closing
    [InlineData("2026-12-03 07:00", "2026-12-02 07:30", null)] // before opening: the day before alone
    [InlineData("2026-12-05 10:00", "2026-12-04 10:00", null)] // a Saturday: the day before alone
    [InlineData("2027-01-04 12:30", "2026-12-18 12:30", "2027-01-04 11:30")] // after the holidays: the last day before them
    public void They_come_within_working_hours(string start, string eve, string? hour)
    {
        Assert.Equal(eve, Local(ReminderTimes.EveOf(At(start), Time)));
        Assert.Equal(hour, Local(ReminderTimes.HourBefore(At(start), Time)));
    }

    private static DateTimeOffset At(string local) => LocalInstant.At(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), Time.TimeZone);

    private static string? Local(DateTimeOffset? instant) =>
        instant is { } at ? TimeZoneInfo.ConvertTime(at, Time.TimeZone).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : null;
}
