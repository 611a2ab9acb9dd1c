namespace RupnBot.Scheduling.Calendar;

/// <summary>
/// The one rule that turns a clock on the wall into an instant. In the hour that spring skips, the clock is read as it was before
/// the change (2:30 becomes 3:30 summer time); in the hour that autumn repeats, the first pass counts. So a local time
/// always names exactly one instant.
/// </summary>
public static class LocalInstant
{
    public static DateTimeOffset At(DateOnly date, TimeOnly time, TimeZoneInfo zone) => At(date.ToDateTime(time), zone);

    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var clock = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(clock))
        {
            // The larger offset is the one in force before the clocks go back.
            return new DateTimeOffset(clock, zone.GetAmbiguousTimeOffsets(clock).Max());
        }

        if (!zone.IsInvalidTime(clock))
        {
            return new DateTimeOffset(clock, zone.GetUtcOffset(clock));
        }

        var before = clock;
        while (zone.IsInvalidTime(before))
        {
            before = before.AddMinutes(-30);
        }

        return TimeZoneInfo.ConvertTime(new DateTimeOffset(clock, zone.GetUtcOffset(before)), zone);
    }

    public static DateOnly DateOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    public static TimeOnly TimeOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
