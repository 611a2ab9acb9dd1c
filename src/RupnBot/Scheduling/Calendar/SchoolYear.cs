namespace RupnBot.Scheduling.Calendar;

/// <summary>One school year as published: the days it speaks for, the zones it speaks of, and its holidays.</summary>
public sealed record SchoolYear(
    string Name,
    DateOnly From,
    DateOnly To,
    IReadOnlySet<SchoolZone> Zones,
    IReadOnlyList<SchoolHolidayPeriod> Periods)
{
    public bool Covers(DateOnly date, SchoolZone zone) => date >= From && date <= To && Zones.Contains(zone);

    public bool IsHoliday(DateOnly date, SchoolZone zone) =>
        Periods.Any(period => period.Zones.Contains(zone) && period.Contains(date));
}
