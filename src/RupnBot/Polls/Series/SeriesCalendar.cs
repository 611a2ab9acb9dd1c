using RupnBot.Scheduling.Calendar;

namespace RupnBot.Polls.Series;

/// <summary>When the rounds of a series begin; pure.</summary>
internal static class SeriesCalendar
{
    /// <summary>The rounds looked ahead for one that does not fall away: five years of months.</summary>
    private const int MostAhead = 60;

    /// <summary>School has begun for a week: people know their classes.</summary>
    private static readonly (int Month, int Day) StartOfYear = (9, 8);

    /// <summary>
    /// A round that falls into school holidays begins on the day after them. Only the summer is longer than this: its rounds fall away, for those
    /// of September come next.
    /// </summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(17);

    /// <summary>A round ends before the next one begins, and leaves time to talk about it.</summary>
    public static TimeSpan LongestRound(PollRhythm rhythm) => rhythm switch
    {
        PollRhythm.Month => TimeSpan.FromDays(21),
        PollRhythm.Term => TimeSpan.FromDays(60),
        _ => TimeSpan.FromDays(180),
    };

    /// <summary>The first round that begins after this instant: its name, unique within the series, and when.</summary>
    /// <param name="rhythm">How often.</param>
    /// <param name="first">When the first round began: day and hour of the others follow from it, so that a short month moves none for good.</param>
    /// <param name="after">Rounds up to here are over, or were missed.</param>
    /// <param name="time">Working days and hours.</param>
    public static (string Slot, DateTimeOffset At)? NextAfter(PollRhythm rhythm, DateTimeOffset first, DateTimeOffset after, WorkingTime time)
    {
        var ahead = 0;
        for (var round = 1; ahead < MostAhead; round++)
        {
            var day = DayOf(rhythm, LocalInstant.DateOf(first, time.TimeZone), round);
            var nominal = LocalInstant.At(day, LocalInstant.TimeOf(first, time.TimeZone), time.TimeZone);
            if (nominal > after) ahead++;
            var due = time.NextWorkingInstant(nominal);
            if (due <= after || due - nominal > LongestDelay) continue;
            return (SlotOf(day), due);
        }

        return null;
    }

    public static string SlotOf(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly DayOf(PollRhythm rhythm, DateOnly first, int round)
    {
        if (rhythm != PollRhythm.SchoolYear) return first.AddMonths(rhythm == PollRhythm.Month ? round : 3 * round);
        var start = new DateOnly(first.Year, StartOfYear.Month, StartOfYear.Day);
        // Begun in early September, it is this year's round already.
        return first.AddDays(31) < start ? start.AddYears(round - 1) : start.AddYears(round);
    }
}
