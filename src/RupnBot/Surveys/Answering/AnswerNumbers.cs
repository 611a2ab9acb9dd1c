using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Surveys.Answering;

/// <summary>Numbers as people write them; pure.</summary>
internal static partial class AnswerNumbers
{
    private const int LongestLine = 200;

    private static readonly string[] French = ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"];
    private static readonly string[] English = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    private static readonly string[] ZeroWords = ["aucun", "aucune", "rien", "jamais", "pas du tout", "none", "never", "nothing"];

    /// <summary>Folded, without what stands around words.</summary>
    public static string Bare(string words) => TextFolding.Fold(words).Trim().Trim('"', '.', '!', '?', ':', ';', ',', '(', ')', ' ').Trim();

    /// <summary>« 3 », « -1 »: nothing but a whole number.</summary>
    public static int? Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>« la 2 », « réponse 2 », « numéro 2 », « 2 stp »: the number alone; null when it is none of these.</summary>
    public static string? Numbered(string text) => text.Length <= LongestLine && NumberedPattern().Match(text) is { Success: true } match ? match.Groups["number"].Value : null;

    /// <summary>« 7 », « 7/10 », « 7 sur 10 », « sept »; of another scale it is none.</summary>
    public static decimal? OfScale(string text, decimal? greatest)
    {
        if (text.Length > LongestLine) return null;
        if (Fraction().Match(text) is { Success: true } match)
            return decimal.Parse(match.Groups["of"].Value, CultureInfo.InvariantCulture) == greatest ? Number(match.Groups["number"].Value) : null;
        return Number(text);
    }

    /// <summary>« 12 », « 12,5 », « 1 200 », « environ 30 », « 12 tablettes », « douze », « aucune ».</summary>
    public static decimal? Number(string text)
    {
        if (text.Length > LongestLine) return null;
        if (ZeroWords.Contains(text)) return 0;
        var word = Array.IndexOf(French, text) is >= 0 and var french ? french : Array.IndexOf(English, text);
        if (word >= 0) return word;
        if (Amount().Match(text) is not { Success: true } match) return null;
        var digits = match.Groups["number"].Value.Replace(" ", "", StringComparison.Ordinal).Replace(',', '.');
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Words of one's own, line by line, without what cannot be read.</summary>
    public static string Clean(string words)
    {
        var clean = new StringBuilder();
        foreach (var line in words.Split('\n').Select(DisplayText.OneLine).Where(line => line.Length > 0))
        {
            if (clean.Length > 0) clean.Append('\n');
            clean.Append(line);
        }

        return clean.ToString().Trim();
    }

    [GeneratedRegex(@"^(?:(?:la |le )?(?:reponse|numero|n°|choix|proposition|answer|number)\s*|la |le |n°\s*)?(?<number>[0-9]{1,2})(?: (?:svp|stp|s'il vous plait|please|merci))?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedPattern();

    [GeneratedRegex(@"^(?<number>[0-9]{1,3}(?:[.,][0-9]{1,3})?)\s*(?:/|sur|out of)\s*(?<of>[0-9]{1,3})$", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    // A number, perhaps with what people put before and after it, but not with another number: « 2 ou 3 » is none.
    [GeneratedRegex(@"^(?:environ |a peu pres |plus ou moins |~\s*|about )?(?<number>-?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,12})(?:[.,][0-9]{1,6})?)(?:\s*[%€]|\s+[^0-9]{1,60})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
