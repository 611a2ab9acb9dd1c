namespace RupnBot.Almanac.Reading;

/// <summary>Why a document gives no reminders.</summary>
public enum CalendarFault
{
    None = 0,
    NotACalendar,
    TooLarge,
    NoDates,

    /// <summary>A file that the server no longer has.</summary>
    NotThere,
}

/// <summary>What was read of a calendar.</summary>
/// <param name="Name">What it calls itself; null when it does not say.</param>
/// <param name="Events">At most <see cref="CalendarLimits.Events"/>.</param>
/// <param name="LeftOut">Events whose date cannot be read or that repeat more than once a day, and those beyond the most.</param>
/// <param name="Fault">Why there is nothing.</param>
public sealed record CalendarReading(string? Name, IReadOnlyList<YearEvent> Events, int LeftOut, CalendarFault Fault)
{
    public static CalendarReading Failed(CalendarFault fault) => new(null, [], 0, fault);
}
