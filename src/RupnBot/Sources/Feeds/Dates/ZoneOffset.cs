namespace RupnBot.Sources.Feeds.Dates;

/// <summary>The zone at the end of a time: <c>Z</c>, <c>+02:00</c>, <c>-0500</c>, <c>GMT+1</c>, or a name. Absent means UTC; unknown means no date.</summary>
internal static class ZoneOffset
{
    public static TimeSpan? Read(ref DateCursor cursor)
    {
        cursor.SkipAny(" (");
        if (cursor.Rest.IsEmpty) return TimeSpan.Zero;
        if (cursor.Next is '+' or '-' or '\u2212') return Numeric(ref cursor);
        if (!char.IsLetter(cursor.Next)) return null;
        if (cursor.Rest.StartsWith("Etc/", StringComparison.OrdinalIgnoreCase)) cursor.Advance(4);
        var name = cursor.Word();
        var offset = Named(name);
        if (offset is null) return null;
        if (cursor.Next is '+' or '-') return Numeric(ref cursor);
        cursor.SkipAny(" .)");
        return offset;
    }

    private static TimeSpan? Numeric(ref DateCursor cursor)
    {
        var sign = cursor.Next == '+' ? 1 : -1;
        cursor.Advance(1);
        if (cursor.Number(out var digits) is not { } number) return null;
        var (hours, minutes) = digits > 2 ? (number / 100, number % 100) : (number, 0);
        if (digits <= 2 && cursor.Take(':'))
        {
            if (cursor.Number(out _) is not { } written) return null;
            minutes = written;
        }
        if (hours > 24 || minutes > 59) return null;
        SkipComment(ref cursor);
        return sign * new TimeSpan(hours, minutes, 0);
    }

    // RFC 2822 allows a comment after the offset: +0200 (CEST).
    private static void SkipComment(ref DateCursor cursor)
    {
        cursor.SkipAny(" ");
        if (cursor.Next == '(') cursor.Advance(cursor.Rest.Length);
        else if (char.IsLetter(cursor.Next)) cursor.Word();
    }

    private static TimeSpan? Named(ReadOnlySpan<char> name)
    {
        Span<char> upper = stackalloc char[8];
        if (name.Length > upper.Length) return null;
        name.ToUpperInvariant(upper);
        double? hours = upper[..name.Length] switch
        {
            "Z" or "UT" or "UTC" or "GMT" or "WET" => 0,
            "A" or "CET" or "MET" or "MEZ" or "BST" or "WEST" or "IST" => 1,
            "CEST" or "MEST" or "MESZ" or "EET" or "SAST" => 2,
            "EEST" or "MSK" => 3,
            "JST" or "KST" => 9,
            "AEST" => 10,
            "AEDT" => 11,
            "NZST" => 12,
            "NZDT" => 13,
            "NST" => -3.5,
            "NDT" => -2.5,
            "ADT" => -3,
            "AT" or "AST" or "EDT" => -4,
            "ET" or "EST" or "CDT" => -5,
            "CT" or "CST" or "MDT" => -6,
            "MT" or "MST" or "PDT" => -7,
            "PT" or "PST" or "AKDT" => -8,
            "AKST" => -9,
            "HST" => -10,
            _ => null,
        };
        return hours is { } found ? TimeSpan.FromHours(found) : null;
    }
}
