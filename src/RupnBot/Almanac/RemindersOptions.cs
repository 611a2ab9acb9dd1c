namespace RupnBot.Almanac;

/// <summary>Calendars of the year that everyone may be reminded of.</summary>
public sealed class RemindersOptions
{
    public const string Section = "Reminders";

    /// <summary>Named calendars.</summary>
    public IList<CatalogCalendar> Calendars { get; } = [];

    /// <summary>Hours between two looks at a calendar, 1 to 168.</summary>
    public int ReadHours { get; set; } = 6;
}

/// <summary>One of them.</summary>
public sealed class CatalogCalendar
{
    public string? Name { get; set; }

    public string? Address { get; set; }
}
