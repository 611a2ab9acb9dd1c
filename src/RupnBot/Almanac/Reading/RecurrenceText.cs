using System.Globalization;

namespace RupnBot.Almanac.Reading;

/// <summary>
/// A rule of repetition (RFC 5545, section 3.3.10) that may be evaluated: at most once a day, short, and on the clock of its own start. A rule by the
/// hour, minute or second reminds of nothing a salon wants to hear of, and is how a calendar would keep a bot busy. Pure.
/// </summary>
internal static class RecurrenceText
{
    private static readonly HashSet<string> Frequencies = new(StringComparer.Ordinal) { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST" };
    private static readonly HashSet<string> Clocks = new(StringComparer.Ordinal) { "BYHOUR", "BYMINUTE", "BYSECOND" };

    /// <returns>The rule; null when it is none, or may not be evaluated.</returns>
    public static string? Bound(string written, EventTime start, TimeZoneInfo own)
    {
        if (written.Length > CalendarLimits.Rule) return null;
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in written.ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [var name, var value] || !parts.TryAdd(name, value)) return null;
        }

        if (!Frequencies.Contains(parts.GetValueOrDefault("FREQ", ""))) return null;
        var kept = new List<string>();
        foreach (var (name, value) in parts)
        {
            if (Kept(name, value, start, own) is not { } text) return null;
            if (text.Length > 0) kept.Add(text);
        }

        return string.Join(';', kept);
    }

    private static string? Kept(string name, string value, EventTime start, TimeZoneInfo own) => name switch
    {
        "FREQ" => $"FREQ={value}",
        "INTERVAL" or "COUNT" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= CalendarLimits.RuleNumber ? $"{name}={number}" : null,
        // A day alone is meant to its end.
        "UNTIL" => EventTime.Parse(value, start.Zone) is not { } until ? null : until.IsAllDay && !start.IsAllDay ? $"UNTIL={until.Key}T235959" : $"UNTIL={until.As(start, own).Key}",
        // One hour only says again when it begins; several would be several a day.
        _ when Clocks.Contains(name) => value.Contains(',', StringComparison.Ordinal) ? null : "",
        _ when Lists.Contains(name) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is ',' or '-' or '+') => $"{name}={value}",
        _ => null,
    };
}
