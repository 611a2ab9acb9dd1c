using System.Globalization;

namespace RupnBot.Sources.Feeds.Dates;

/// <summary>Seconds or milliseconds since 1970; ten digits at least, so that a compact ISO date is not taken for one.</summary>
internal static class UnixDate
{
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is < 10 or > 17 || !char.IsAsciiDigit(text[0])) return null;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number switch
        {
            >= 100_000_000m and < 10_000_000_000m => DateTimeOffset.FromUnixTimeMilliseconds((long)(number * 1000)),
            >= 100_000_000_000m and < 10_000_000_000_000m => DateTimeOffset.FromUnixTimeMilliseconds((long)number),
            _ => null,
        };
    }
}
