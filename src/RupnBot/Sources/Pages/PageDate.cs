using System.Text.RegularExpressions;
using AngleSharp.Dom;
using RupnBot.Sources.Feeds.Dates;

namespace RupnBot.Sources.Pages;

/// <summary>
/// The day an element of a page tells: by its <c>datetime</c> or <c>content</c> attribute, else by its words, with others around it:
/// « Publié le 1er mars 2026 à 10 h », « 12/03/2026 ». A day alone is midnight in UTC, the same day in France. Null rather than a guess.
/// </summary>
internal static partial class PageDate
{
    private const int LongestText = 300;

    public static DateTimeOffset? Of(IElement element)
    {
        foreach (var attribute in (string[])["datetime", "content"])
            if (FeedDate.Parse(element.GetAttribute(attribute)) is { } exact) return exact;
        var text = element.TextContent;
        return Find(text.Length <= LongestText ? text : text[..LongestText]);
    }

    public static DateTimeOffset? Find(string text)
    {
        var words = text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
        foreach (Match match in InWords().Matches(words))
        {
            // « 3 mardi 2026 » is no day: the word in the middle must be a month.
            if (MonthNames.Find(match.Groups["month"].ValueSpan) is var month && month > 0 && Day(match, month) is { } day) return day;
        }

        if (InDigits().Match(words) is { Success: true } digits && Day(digits, Number(digits, "month")) is { } found) return found;
        return Iso().Match(words) is { Success: true } iso ? Day(iso, Number(iso, "month")) : null;
    }

    private static DateTimeOffset? Day(Match match, int month) => FeedDate.Compose(Number(match, "year"), month, Number(match, "day"), default, TimeSpan.Zero);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<!\d)(?<day>[0-9]{1,2})(?:er)?\s{1,3}(?<month>\p{L}{3,10})\.?\s{1,3}(?<year>[0-9]{4})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex InWords();

    [GeneratedRegex(@"(?<!\d)(?<day>[0-9]{1,2})[/.](?<month>[0-9]{1,2})[/.](?<year>[0-9]{4})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex InDigits();

    [GeneratedRegex(@"(?<!\d)(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
