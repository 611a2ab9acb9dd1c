namespace RupnBot.Scheduling.Calendar;

/// <summary>Days without class, both ends included, in one or more zones.</summary>
public sealed record SchoolHolidayPeriod(string Name, IReadOnlySet<SchoolZone> Zones, DateOnly First, DateOnly Last)
{
    public bool Contains(DateOnly date) => date >= First && date <= Last;
}
