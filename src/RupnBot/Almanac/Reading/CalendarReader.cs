using System.Text;
using RupnBot.Bot.Messages;

namespace RupnBot.Almanac.Reading;

/// <summary>Reads a calendar (RFC 5545) from anybody: tolerant of what makers of calendars write, bounded whatever they write. Pure.</summary>
public static class CalendarReader
{
    private const int DeepestComponent = 5;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="document">The bytes.</param>
    /// <param name="own">The clock that times without a zone are read on.</param>
    public static CalendarReading Read(byte[] document, TimeZoneInfo own)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Length > CalendarLimits.Bytes) return CalendarReading.Failed(CalendarFault.TooLarge);
        var text = Decode(document).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (!text.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase)) return CalendarReading.Failed(CalendarFault.NotACalendar);
        string? name = null;
        var events = new List<YearEvent>();
        var (leftOut, rules) = (0, 0);
        var open = new Stack<string>();
        YearEventBuilder? current = null;
        foreach (var line in CalendarLine.ReadAll(text))
        {
            switch (line.Name)
            {
                case "BEGIN":
                    if (open.Count >= DeepestComponent) return CalendarReading.Failed(CalendarFault.NotACalendar);
                    open.Push(line.Value.ToUpperInvariant());
                    if (open.Peek() == "VEVENT") current = new YearEventBuilder(own);
                    if (open.Peek() == "VALARM") current?.BeginAlarm();
                    break;
                case "END" when open.Count > 0:
                    var closed = open.Pop();
                    if (closed == "VALARM") current?.EndAlarm();
                    if (closed != "VEVENT") break;
                    if (current?.Build() is { } made && events.Count < CalendarLimits.Events && (made.Rule is null || ++rules <= CalendarLimits.Rules)) events.Add(made);
                    else leftOut++;
                    current = null;
                    break;
                case "X-WR-CALNAME" or "NAME" when open.Count == 1:
                    name ??= NameOf(line.Text);
                    break;
                default:
                    if (open.TryPeek(out var inside)) current?.Take(line, inside);
                    break;
            }
        }

        return new CalendarReading(name, events, leftOut, events.Count == 0 ? CalendarFault.NoDates : CalendarFault.None);
    }

    /// <summary>A name fit to be shown; null when nothing of it is left.</summary>
    public static string? NameOf(string text) => DisplayText.Shorten(DisplayText.OneLine(text), CalendarLimits.Name).Trim() is { Length: > 0 } name ? name : null;

    // Section 3.1.4: UTF-8, but what old programs export is their system's.
    private static string Decode(byte[] document)
    {
        try
        {
            return Strict.GetString(document);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(document);
        }
    }
}
