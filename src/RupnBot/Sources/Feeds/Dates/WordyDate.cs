namespace RupnBot.Sources.Feeds.Dates;

/// <summary>
/// Dates with names in them, in whatever order: RFC 822, asctime, <c>lundi 23 novembre 2026 à 8h30</c>, <c>2004-július-13T9:15-05:00</c>,
/// <c>2004년 05월 28일 01:31:15</c>, <c>Fri, 2006/09/15 08:19:53 EDT</c>. Weekdays are passed over in any language: they are often wrong.
/// </summary>
internal static class WordyDate
{
    private static readonly TimeSpan Seoul = TimeSpan.FromHours(9);

    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        var parts = new DateParts();
        var cursor = new DateCursor(text);
        while (!cursor.AtEnd)
        {
            cursor.SkipAny(" \t\r\n,;/-.'");
            if (cursor.AtEnd) break;
            var known = char.IsAsciiDigit(cursor.Next) ? ReadNumber(ref cursor, ref parts) : ReadWord(ref cursor, ref parts);
            if (!known) return null;
            if (parts.Time is not null && !ReadZone(ref cursor, ref parts)) return null;
        }
        return parts.Compose();
    }

    private static bool ReadNumber(ref DateCursor cursor, ref DateParts parts)
    {
        if (parts.Time is null && parts.HasNumbers && StartsTime(cursor.Rest))
        {
            parts.Time = ClockTime.Read(ref cursor);
            return parts.Time is not null;
        }
        var number = cursor.Number(out var digits);
        // "1er", "2nd", "23rd".
        if (cursor.Rest.Length > 1 && char.IsAsciiLetter(cursor.Next) && digits <= 2 && cursor.Next is not ('T' or 'h')) cursor.Word();
        return parts.Add(number!.Value, digits);
    }

    // Digits, then a colon or a French h.
    private static bool StartsTime(ReadOnlySpan<char> rest)
    {
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        return digits is 1 or 2 && rest[digits] is ':' or 'h' or 'H';
    }

    private static bool ReadWord(ref DateCursor cursor, ref DateParts parts)
    {
        var word = cursor.Word();
        if (word.IsEmpty) return false;
        if (word is "년" or "월" or "일" or "오전" or "오후")
        {
            parts.Zone ??= Seoul;
            parts.Afternoon |= word is "오후";
            return true;
        }
        if (word is "T" or "t" && parts.HasNumbers) return true;
        if (MonthNames.Find(word) is var month && month > 0)
        {
            // Nothing tells « mar. » (mardi) from « mar » (March) but another month after it.
            parts.SetMonth(month);
            return true;
        }
        // Before the numbers: a weekday. Between them: « à », "at", "de". Elsewhere, an unknown month.
        return !parts.HasNumbers || parts.Month > 0;
    }

    /// <returns>False when what follows the time is neither a zone, a year, nor more of the date.</returns>
    private static bool ReadZone(ref DateCursor cursor, ref DateParts parts)
    {
        cursor.SkipAny(" ");
        if (cursor.AtEnd || parts.ZoneRead) return cursor.AtEnd || !char.IsLetter(cursor.Next) || parts.Month == 0 || SkipTail(ref cursor);
        if (char.IsAsciiDigit(cursor.Next)) return true;
        if (cursor.Next is not ('+' or '-' or '(') && !char.IsLetter(cursor.Next)) return true;
        var before = cursor;
        // asctime has its year after the zone: keep going after a zone that is followed by a number.
        if (ZoneOffset.Read(ref cursor) is { } zone)
        {
            parts.Zone = zone;
            parts.ZoneRead = true;
            return true;
        }
        if (before.Next is '+' or '-') return false;
        cursor = before;
        var word = cursor.Word();
        parts.SetMonth(MonthNames.Find(word));
        return parts.Month > 0;
    }

    private static bool SkipTail(ref DateCursor cursor)
    {
        cursor.Word();
        return true;
    }
}
