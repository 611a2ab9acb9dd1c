using System.Text;
using RupnBot.Almanac.Planning;
using RupnBot.Almanac.Reading;

namespace RupnBot.Tests.Almanac;

/// <summary>Calendars as their makers write them.</summary>
internal static class Ics
{
    public static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly DateOnly From = new(2026, 11, 1);
    private static readonly DateOnly Until = new(2027, 12, 1);

    /// <param name="events">The lines of each event.</param>
    public static string Of(params string[] events) => Named("Film annuel", events);

    public static string Named(string name, params string[] events) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Essai//FR\r\nX-WR-CALNAME:{name}\r\n{string.Concat(events.Select(lines => $"BEGIN:VEVENT\r\n{lines.ReplaceLineEndings("\r\n").Trim()}\r\nEND:VEVENT\r\n"))}END:VCALENDAR\r\n";

    public static string Day(string uid, string title, string day, string more = "") => $"UID:{uid}\nDTSTART;VALUE=DATE:{day}\nSUMMARY:{title}\n{more}";

    public static string Timed(string uid, string title, string start, string more = "") => $"UID:{uid}\nDTSTART;TZID=Europe/Paris:{start}\nSUMMARY:{title}\n{more}";

    public static CalendarReading Read(string text) => CalendarReader.Read(Encoding.UTF8.GetBytes(text), Paris);

    /// <summary>The dates of the school year from November 2026 on.</summary>
    public static IReadOnlyList<YearDate> Dates(params string[] events) => YearDates.Expand(Read(Of(events)).Events, From, Until, Paris);

    /// <summary>Their beginnings on the clock of Paris: « 2026-12-01 18:00 ».</summary>
    public static IReadOnlyList<string> Starts(params string[] events) => [.. Dates(events).Where(date => !date.IsCancelled).Select(date => $"{TimeZoneInfo.ConvertTime(date.StartsAt, Paris):yyyy-MM-dd HH:mm}")];
}
