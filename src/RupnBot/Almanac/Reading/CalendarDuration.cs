using System.Globalization;
using System.Text.RegularExpressions;

namespace RupnBot.Almanac.Reading;

/// <summary>DURATION of RFC 5545, section 3.3.6: <c>-P1DT12H</c>; pure.</summary>
internal static partial class CalendarDuration
{
    public static TimeSpan? Parse(string text)
    {
        if (text.Length > 40 || Pattern().Match(text.Trim()) is not { Success: true } match) return null;
        var length = TimeSpan.FromDays((7 * Number(match, "w")) + Number(match, "d")) + TimeSpan.FromHours(Number(match, "h"))
            + TimeSpan.FromMinutes(Number(match, "m")) + TimeSpan.FromSeconds(Number(match, "s"));
        return match.Groups["sign"].Value == "-" ? -length : length;
    }

    private static int Number(Match match, string part) => match.Groups[part] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    // At most five digits each: no sum of them overflows.
    [GeneratedRegex(@"^(?<sign>[+-])?P(?:(?<w>\d{1,5})W)?(?:(?<d>\d{1,5})D)?(?:T(?:(?<h>\d{1,5})H)?(?:(?<m>\d{1,5})M)?(?:(?<s>\d{1,5})S)?)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
