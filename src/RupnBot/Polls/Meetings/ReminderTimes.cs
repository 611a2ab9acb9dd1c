using RupnBot.Scheduling.Calendar;

namespace RupnBot.Polls.Meetings;

/// <summary>
/// When a meeting is reminded of, within working hours and days; pure. The day before: on the last working day before the meeting's own, at the
/// meeting's hour. An hour before: at opening when the bot may not write so early, at closing when it may not write so late, and not at all on a day
/// without work, for the reminder of the eve is then the last.
/// </summary>
internal static class ReminderTimes
{
    private const int LongestHoliday = 120;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static DateTimeOffset? EveOf(DateTimeOffset start, WorkingTime time)
    {
        var day = LocalInstant.DateOf(start, time.TimeZone);
        var clock = Clamp(LocalInstant.TimeOf(start, time.TimeZone), time.Hours);
        for (var back = 1; back <= LongestHoliday; back++)
            if (time.IsWorkingDay(day.AddDays(-back))) return LocalInstant.At(day.AddDays(-back), clock, time.TimeZone);
        return null;
    }

    public static DateTimeOffset? HourBefore(DateTimeOffset start, WorkingTime time)
    {
        var day = LocalInstant.DateOf(start, time.TimeZone);
        if (!time.IsWorkingDay(day)) return null;
        var wanted = start - Hour;
        if (LocalInstant.DateOf(wanted, time.TimeZone) != day) return null;
        var at = LocalInstant.At(day, Clamp(LocalInstant.TimeOf(wanted, time.TimeZone), time.Hours), time.TimeZone);
        return at < start ? at : null;
    }

    private static TimeOnly Clamp(TimeOnly clock, WorkingHours hours) => clock < hours.Opening ? hours.Opening : clock > hours.Closing ? hours.Closing : clock;
}
