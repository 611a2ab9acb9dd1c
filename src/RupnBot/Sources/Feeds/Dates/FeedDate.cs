namespace RupnBot.Sources.Feeds.Dates;

/// <summary>
/// Reads the dates that feeds really hold: ISO 8601 and its W3C profile, RFC 822 and 2822, asctime, SQL, Unix time,
/// and words in French, English, Hungarian, Greek or Korean. Without a zone it is UTC. Null rather than a guess.
/// </summary>
public static class FeedDate
{
    private const int Longest = 100;

    // Day 1 and day max leave room for a zone on either side.
    private static readonly DateTimeOffset Earliest = new(1, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null or { Length: > Longest }) return null;
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty) return null;
        var instant = UnixDate.Parse(trimmed) ?? IsoDate.Parse(trimmed) ?? WordyDate.Parse(trimmed);
        return instant?.ToUniversalTime();
    }

    /// <summary>Puts the parts together; null when they name no day or hour that exists.</summary>
    internal static DateTimeOffset? Compose(int year, int month, int day, TimeOfDay time, TimeSpan zone)
    {
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var local = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero);
        if (local < Earliest || local > Latest) return null;
        return local + time.SinceMidnight - zone;
    }

    /// <summary>RFC 2822, 4.3: two digits below 50 are of this century; three count from 1900.</summary>
    internal static int FullYear(int year, int digits) => digits switch
    {
        2 => year < 70 ? 2000 + year : 1900 + year,
        3 when year < 200 => 1900 + year,
        _ => year,
    };
}
