using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands;

/// <summary>
/// Reads which of a numbered list are meant: « 1 3 », « 1, 3 et 5 », « 2-4 », « 2 à 4 », « tous »; their whole names instead of the numbers, a comma
/// between. What could mean two things means none: the answer may write to hundreds of people. Pure.
/// </summary>
internal static partial class SeveralNumbers
{
    private const int LongestAnswer = 1000;
    private static readonly string[] AllWords = ["tous", "toutes", "tout", "tous les salons", "partout", "all", "everywhere"];

    /// <returns>Positions from 0, each once, in the order of the list; null when a part of the words is none of them.</returns>
    public static IReadOnlyList<int>? Read(string words, IReadOnlyList<string> labels)
    {
        var text = Folded(words).Trim('!', '.', ' ', '"');
        if (text.Length is 0 or > LongestAnswer) return null;
        if (AllWords.Contains(text)) return [.. Enumerable.Range(0, labels.Count)];
        var numbers = Numbers(text, labels.Count);
        // « !labo » is a command, if it is anything.
        var names = words.TrimStart().StartsWith('!') ? null : Names(text, [.. labels.Select(Folded)]);
        // A salon may be called « Salon 3 », or « 17 ».
        return numbers is null || names is null || numbers.SequenceEqual(names) ? numbers ?? names : null;
    }

    private static string Folded(string words) => Commas().Replace(TextFolding.Fold(words).Trim(), ", ");

    private static IReadOnlyList<int>? Numbers(string text, int count)
    {
        var found = new SortedSet<int>();
        var parts = Separators().Split(Ranges().Replace(Articles().Replace(text, ""), "-"));
        foreach (var part in parts.Select(part => part.TrimEnd('.', ')')).Where(part => part.Length > 0))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !TryRead(ends[0], count, out var first) || !TryRead(ends[^1], count, out var last) || last < first) return null;
            for (var number = first; number <= last; number++) found.Add(number - 1);
        }

        return found.Count > 0 ? [.. found] : null;
    }

    private static IReadOnlyList<int>? Names(string text, IReadOnlyList<string> labels)
    {
        var found = new SortedSet<int>();
        var parts = text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < parts.Length;)
        {
            // The longest name that stands here: one may have a comma.
            var length = Enumerable.Range(1, parts.Length - first).LastOrDefault(count => labels.Contains(string.Join(", ", parts[first..(first + count)])));
            if (length == 0) return null;
            var name = string.Join(", ", parts[first..(first + length)]);
            // Of two of one name neither is meant more.
            if (labels.Count(label => label == name) > 1) return null;
            found.Add(labels.ToList().IndexOf(name));
            first += length;
        }

        return found.Count > 0 ? [.. found] : null;
    }

    private static bool TryRead(string text, int count, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= count;

    [GeneratedRegex(@"\s*,\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Commas();

    [GeneratedRegex(@"\b(?:les?|la|salons?|numeros?|numbers?)\s+|n°\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Articles();

    // Only between figures: a name may have a hyphen or an « à ».
    [GeneratedRegex(@"(?<=[0-9])\s*(?:-|\u2010|\u2011|–|—|\ba\b|\bto\b|\bau\b)\s*(?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\s*(?:[,;+&/]|\bet\b|\band\b|\s)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
