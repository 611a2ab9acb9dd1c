namespace RupnBot.Sources.Feeds.Dates;

/// <summary>The hour in a date: <c>10:14:55.12</c>, <c>101455</c>, <c>8h30</c>, <c>11:23 PM</c>.</summary>
internal static class ClockTime
{
    public static TimeOfDay? Read(ref DateCursor cursor)
    {
        if (cursor.Number(out var digits) is not { } first) return null;
        if (digits is 4 or 6) return Compact(ref cursor, first, digits);
        if (digits > 2) return null;
        var minute = 0;
        double second = 0;
        if (cursor.Next is ':' or '.' or 'h' or 'H')
        {
            var french = cursor.Next is 'h' or 'H';
            cursor.Advance(1);
            var read = cursor.Number(out digits);
            if (read is null && !french) return null;
            minute = read ?? 0;
            if (digits > 2) return null;
            if (cursor.Next is ':' or '.' && Seconds(ref cursor) is { } seconds) second = seconds;
            else if (cursor.Next is ':') return null;
        }
        return TimeOfDay.Of(Noon(ref cursor, first), minute, second);
    }

    private static TimeOfDay? Compact(ref DateCursor cursor, int number, int digits)
    {
        var (hour, minute, second) = digits == 4 ? (number / 100, number % 100, 0) : (number / 10000, number / 100 % 100, number % 100);
        return TimeOfDay.Of(hour, minute, second + Fraction(ref cursor));
    }

    private static double? Seconds(ref DateCursor cursor)
    {
        cursor.Advance(1);
        if (cursor.Number(out var digits) is not { } whole || digits > 2) return null;
        var second = whole + Fraction(ref cursor);
        // "1:2:3:4" is no time of day.
        return cursor.Next == ':' ? null : second;
    }

    private static double Fraction(ref DateCursor cursor)
    {
        if (cursor.Next is not ('.' or ',') || cursor.Rest.Length < 2 || !char.IsAsciiDigit(cursor.Rest[1])) return 0;
        cursor.Advance(1);
        var value = cursor.Number(out var digits) ?? 0;
        while (char.IsAsciiDigit(cursor.Next)) cursor.Advance(1);
        return value / Math.Pow(10, digits);
    }

    private static int Noon(ref DateCursor cursor, int hour)
    {
        var after = cursor.Rest.TrimStart();
        if (after.Length < 2 || !(after[1] is 'm' or 'M') || !(after[0] is 'a' or 'A' or 'p' or 'P')) return hour;
        if (after.Length > 2 && char.IsLetter(after[2])) return hour;
        var afternoon = after[0] is 'p' or 'P';
        cursor.Advance(cursor.Rest.Length - after.Length + 2);
        return TimeOfDay.Hour24(hour, afternoon);
    }
}
