namespace RupnBot.Scheduling.Calendar;

/// <summary>What <see cref="SchoolCalendarReader"/> made of a document.</summary>
public abstract record SchoolCalendarReading
{
    private SchoolCalendarReading()
    {
    }

    /// <summary>At least one school year could be read; <paramref name="Warnings"/> say what was left out and why.</summary>
    public sealed record Complete(SchoolCalendar Calendar, IReadOnlyList<string> Warnings) : SchoolCalendarReading;

    /// <summary>Nothing could be used: keep the calendar at hand. <paramref name="Reason"/> is for the operator.</summary>
    public sealed record Refused(string Reason) : SchoolCalendarReading;
}
