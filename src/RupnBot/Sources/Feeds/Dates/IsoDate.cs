namespace RupnBot.Sources.Feeds.Dates;

/// <summary>
/// ISO 8601 with or without hyphens: calendar, ordinal (<c>2026-327</c>) and week dates (<c>2026-W48-1</c>), two-digit years,
/// and the W3C profile with what is often wrong in it: a blank for the T, a month of three digits, no colon in the zone.
/// </summary>
internal static class IsoDate
{
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny("Tt ");
        var datePart = end < 0 ? text : text[..end];
        if (Day(datePart) is not var (year, month, day)) return null;
        if (end < 0) return FeedDate.Compose(year, month, day, default, TimeSpan.Zero);
        var cursor = new DateCursor(text[(end + 1)..].TrimStart());
        if (cursor.AtEnd) return FeedDate.Compose(year, month, day, default, TimeSpan.Zero);
        return ClockTime.Read(ref cursor) is { } time && ZoneOffset.Read(ref cursor) is { } zone && cursor.AtEnd
            ? FeedDate.Compose(year, month, day, time, zone)
            : null;
    }

    private static (int Year, int Month, int Day)? Day(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiDigit(c) && c is not ('-' or 'W' or 'w')) return null;
        if (text.IndexOfAny('W', 'w') is var week && week >= 0) return WeekDate(text[..week].TrimEnd('-'), text[(week + 1)..]);
        // A leading hyphen stands for the century: -0312, -03-12.
        var shortened = text.StartsWith("-");
        return shortened ? Shortened(text[1..]) : text.Contains('-') ? Hyphenated(text) : Compact(text);
    }

    private static (int, int, int)? Shortened(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[4];
        if (text.Length is < 4 or > 5 || (text.Length == 5 && text[2] != '-')) return null;
        text[..2].CopyTo(digits);
        text[^2..].CopyTo(digits[2..]);
        return (FeedDate.FullYear(Number(digits[..2]), 2), Number(digits[2..]), 1);
    }

    private static (int, int, int)? Compact(ReadOnlySpan<char> text) => text.Length switch
    {
        4 => (Number(text), 1, 1),
        5 => Ordinal(FeedDate.FullYear(Number(text[..2]), 2), Number(text[2..])),
        6 => (FeedDate.FullYear(Number(text[..2]), 2), Number(text[2..4]), Number(text[4..])),
        7 => Ordinal(Number(text[..4]), Number(text[4..])),
        8 => (Number(text[..4]), Number(text[4..6]), Number(text[6..])),
        _ => null,
    };

    private static (int, int, int)? Hyphenated(ReadOnlySpan<char> text)
    {
        var first = text.IndexOf('-');
        if (first is not (2 or 4)) return null;
        var year = FeedDate.FullYear(Number(text[..first]), first);
        var rest = text[(first + 1)..];
        var second = rest.IndexOf('-');
        if (second < 0 && rest.Length == 3) return Ordinal(year, Number(rest));
        if (second < 0) return rest.Length is 1 or 2 ? (year, Number(rest), 1) : null;
        var day = rest[(second + 1)..];
        return second is >= 1 and <= 3 && day.Length is 1 or 2 ? (year, Number(rest[..second]), Number(day)) : null;
    }

    private static (int, int, int)? Ordinal(int year, int dayOfYear)
    {
        if (year is < 1 or > 9999 || dayOfYear < 1 || dayOfYear > (DateTime.IsLeapYear(year) ? 366 : 365)) return null;
        var date = new DateOnly(year, 1, 1).AddDays(dayOfYear - 1);
        return (date.Year, date.Month, date.Day);
    }

    private static (int, int, int)? WeekDate(ReadOnlySpan<char> yearPart, ReadOnlySpan<char> weekPart)
    {
        var year = Number(yearPart);
        if (yearPart.Length != 4 || weekPart.Length < 2) return null;
        var week = Number(weekPart[..2]);
        var weekday = weekPart[2..].TrimStart('-') is { Length: 1 } one ? Number(one) : weekPart.Length == 2 ? 1 : -1;
        if (year is < 2 or > 9998 || week < 1 || week > System.Globalization.ISOWeek.GetWeeksInYear(year) || weekday is < 1 or > 7) return null;
        var date = System.Globalization.ISOWeek.ToDateTime(year, week, (DayOfWeek)(weekday % 7));
        return (date.Year, date.Month, date.Day);
    }

    private static int Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : -1;
}
