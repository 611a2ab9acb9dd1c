using RupnBot.Scheduling.Calendar;

namespace RupnBot.Scheduling.Dates;

/// <summary>What a cadence that leaves something out means, and the hours it must stay within.</summary>
public sealed record CadenceDefaults
{
    public static CadenceDefaults Standard { get; } = new();

    public DayOfWeek Day { get; init; } = DayOfWeek.Monday;

    public TimeOnly Time { get; init; } = new(8, 0);

    public WorkingHours Hours { get; init; } = WorkingHours.Default;

    public WhenOptions Words { get; init; } = WhenOptions.Default;

    public Cadence Cadence => new Cadence.Weekly(Day, Time);
}
