using RupnBot.Scheduling.Calendar;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Almanac.Planning;

/// <summary>A reminder of a date, at its time.</summary>
/// <param name="DueAt">Within working hours of a working day.</param>
/// <param name="Which">Which of the date's reminders: the same word however the calendar changes.</param>
public sealed record PlannedReminder(DateTimeOffset DueAt, string Which);

/// <summary>
/// When a date is reminded of; pure. Where the calendar says nothing: on the morning of the day, of several days on the first with work; on a day without
/// work, or for what begins before that morning, on the last working morning before. Where it says when: then, moved out of nights, week-ends and holidays to the next
/// opening as digests are, or, when that would be too late, to the last working morning before.
/// </summary>
internal static class ReminderPlan
{
    private const int LongestHoliday = 120;

    public static IReadOnlyList<PlannedReminder> Of(YearDate date, WorkingTime time)
    {
        if (date.Alarms.Count == 0) return [new PlannedReminder(Usual(date, time), "usual")];
        return [.. date.Alarms.Select(wanted => new PlannedReminder(Moved(wanted, date, time), Lead(date, wanted))).DistinctBy(planned => planned.DueAt)];
    }

    /// <summary>The hour of the usual reminder: when digests come that name none.</summary>
    public static TimeOnly Morning(WorkingHours hours) => hours.Contains(CadenceDefaults.Standard.Time) ? CadenceDefaults.Standard.Time : hours.Opening;

    private static DateTimeOffset Usual(YearDate date, WorkingTime time)
    {
        var first = LocalInstant.DateOf(date.StartsAt, time.TimeZone);
        var last = date.IsAllDay ? LocalInstant.DateOf(date.EndsAt.AddTicks(-1), time.TimeZone) : first;
        for (var day = first; day <= last; day = day.AddDays(1))
            if (time.IsWorkingDay(day) && (date.IsAllDay || MorningOf(day, time) < date.StartsAt)) return MorningOf(day, time);
        return MorningBefore(first, time);
    }

    private static DateTimeOffset Moved(DateTimeOffset wanted, YearDate date, WorkingTime time)
    {
        var next = time.NextWorkingInstant(wanted);
        return next < date.Deadline ? next : MorningBefore(LocalInstant.DateOf(wanted, time.TimeZone), time);
    }

    private static DateTimeOffset MorningBefore(DateOnly day, WorkingTime time)
    {
        for (var back = 1; back <= LongestHoliday; back++)
            if (time.IsWorkingDay(day.AddDays(-back))) return MorningOf(day.AddDays(-back), time);
        return MorningOf(day.AddDays(-1), time);
    }

    private static DateTimeOffset MorningOf(DateOnly day, WorkingTime time) => LocalInstant.At(day, Morning(time.Hours), time.TimeZone);

    // By the clock's minutes, not by instants: that the clocks change between makes no other reminder of it.
    private static string Lead(YearDate date, DateTimeOffset wanted) => FormattableString.Invariant($"{(date.StartsAt - wanted).TotalMinutes:0}");
}
