using RupnBot.Almanac.Reading;
using RupnBot.Almanac.Records;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Almanac.Planning;

/// <summary>A calendar's reminders of the year to come, as rows; pure.</summary>
internal static class CalendarPlan
{
    private const int DaysBehind = 62;
    private const int DaysAhead = 400;

    public static IReadOnlyList<CalendarDate> Of(long calendar, IReadOnlyList<YearEvent> events, DateTimeOffset now, WorkingTime time)
    {
        var today = LocalInstant.DateOf(now, time.TimeZone);
        var dates = YearDates.Expand(events, today.AddDays(-DaysBehind), today.AddDays(DaysAhead), time.TimeZone);
        return [.. dates.SelectMany(date => ReminderPlan.Of(date, time).Select((planned, place) => Row(calendar, date, planned, place == 0, time.TimeZone))).DistinctBy(row => row.Key)];
    }

    private static CalendarDate Row(long calendar, YearDate date, PlannedReminder planned, bool isFirst, TimeZoneInfo zone) => new()
    {
        CalendarId = calendar,
        Occurrence = date.Occurrence,
        // By the clock on the wall: an instant would be another after a change of the zone's rules.
        Key = FormattableString.Invariant($"{date.Occurrence}:{TimeZoneInfo.ConvertTime(date.StartsAt, zone):yyyyMMddHHmm}:{planned.Which}"),
        Title = date.Title,
        Place = date.Place,
        StartsAt = date.StartsAt,
        EndsAt = date.EndsAt,
        IsAllDay = date.IsAllDay,
        IsCancelled = date.IsCancelled,
        IsFirst = isFirst,
        DueAt = planned.DueAt,
        Deadline = date.Deadline,
    };
}
