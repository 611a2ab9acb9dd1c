namespace RupnBot.Sources.Feeds.Dates;

/// <summary>Hours, minutes and seconds as written; 24:00 and a leap second are of the clock, 25:00 is not.</summary>
internal readonly record struct TimeOfDay(TimeSpan SinceMidnight)
{
    public static TimeOfDay? Of(int hour, int minute, double second)
    {
        if (hour is < 0 or > 24 || minute is < 0 or > 59 || second is < 0 or >= 61) return null;
        if (hour == 24 && (minute > 0 || second > 0)) return null;
        return new TimeOfDay(new TimeSpan(hour, minute, 0) + TimeSpan.FromMilliseconds(Math.Min((long)(second * 1000), 59_999)));
    }

    /// <summary>After noon on a clock of twelve hours.</summary>
    public static int Hour24(int hour, bool afternoon) => (hour, afternoon) switch
    {
        (12, false) => 0,
        (< 12, true) => hour + 12,
        _ => hour,
    };
}
