using System.Globalization;
using System.Text.RegularExpressions;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands;

/// <summary>Reads which of a numbered list are meant: « 1 3 », « 1, 3 et 5 », « 2-4 », « 2 à 4 », « tous »; their names instead of the numbers, a comma between. Pure.</summary>
internal static partial class SeveralNumbers
{
    private const int LongestAnswer = 1000;
    private static readonly string[] AllWords = ["tous", "toutes", "tout", "tous les salons", "partout", "all", "everywhere"];

    /// <returns>Positions from 0, each once, in the order of the list; null when a part of the words is none of them.</returns>
    public static IReadOnlyList<int>? Read(string words, IReadOnlyList<string> labels)
    {
        var text = TextFolding.Fold(words).Trim().Trim('!', '.', ' ', '"');
        if (text.Length is 0 or > LongestAnswer) return null;
        if (AllWords.Contains(text)) return [.. Enumerable.Range(0, labels.Count)];
        return Numbers(text, labels.Count) ?? Names(text, [.. labels.Select(label => TextFolding.Fold(label).Trim())]);
    }

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
        foreach (var name in text.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var exact = Enumerable.Range(0, labels.Count).Where(i => labels[i] == name).ToList();
            if (exact.Count == 0) exact = [.. Enumerable.Range(0, labels.Count).Where(i => labels[i].StartsWith(name, StringComparison.Ordinal))];
            // Of two that begin alike neither is meant more.
            if (exact is not [var only]) return null;
            found.Add(only);
        }

        return found.Count > 0 ? [.. found] : null;
    }

    private static bool TryRead(string text, int count, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= count;

    [GeneratedRegex(@"\b(?:les?|la|salons?|numeros?|numbers?)\s+|n°\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Articles();

    // Only between figures: a name may have a hyphen or an « à ».
    [GeneratedRegex(@"(?<=[0-9])\s*(?:-|\u2010|\u2011|–|—|\ba\b|\bto\b|\bau\b)\s*(?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\s*(?:[,;+&/]|\bet\b|\band\b|\s)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}
