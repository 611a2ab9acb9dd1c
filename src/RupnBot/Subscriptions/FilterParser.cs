using RupnBot.Digests.Selection;
using RupnBot.Localization;
using RupnBot.Sources.Archive;

namespace RupnBot.Subscriptions;

public enum FilterPart
{
    With,
    Without,
    Topics,
    Sources,
    Maximum,
}

/// <summary>What someone wrote after <c>filtrer</c>.</summary>
/// <param name="Name">The subscription as it was written; empty when it was left out.</param>
/// <param name="Parts">What each part is to be; an empty list takes the part away.</param>
/// <param name="Clears">Everything is to be taken away.</param>
public sealed record FilterRequest(string Name, IReadOnlyDictionary<FilterPart, IReadOnlyList<string>> Parts, bool Clears)
{
    /// <summary>Nothing is to change: what there is is asked for.</summary>
    public bool IsQuestion => Parts.Count == 0 && !Clears;
}

/// <summary>
/// Reads « SRANE avec tablette, ENT sans concours max 3 », in one line or several, with colons or bars or without. The words before the first part name
/// the subscription. Pure.
/// </summary>
public static class FilterParser
{
    private const int MostWords = 200;
    private static readonly char[] Between = ['|', ';', '\n', '\r'];

    public static FilterRequest Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var name = new List<string>();
        var parts = new Dictionary<FilterPart, List<string>>();
        List<string>? current = null;
        foreach (var word in Words(text).Take(MostWords))
        {
            if (PartOf(word) is { } part)
            {
                if (!parts.TryGetValue(part, out current)) parts.Add(part, current = []);
                // « avec tablette, avec ENT »: the second begins another value.
                current.Add(",");
                continue;
            }

            (current ?? name).Add(word);
        }

        // « filtrer SRANE rien »
        var clears = parts.Count == 0 && name.Count > 0 && IsNothing(name[^1]);
        if (clears) name.RemoveAt(name.Count - 1);
        return new FilterRequest(string.Join(' ', name), parts.ToDictionary(pair => pair.Key, pair => Values(pair.Value)), clears);
    }

    private static IReadOnlyList<string> Values(List<string> words)
    {
        var values = string.Join(' ', words).Split([','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(value => value.Trim('«', '»', '"', '“', '”', '#', ' ', '\u00A0', '.')).Where(value => ArticleKeys.Words(value).Length > 0).ToList();
        if (values is [var only] && IsNothing(only)) return [];
        return [.. values.DistinctBy(ArticleKeys.Words)];
    }

    // The marks stand apart, so that « max:3 » and « tablette,ENT » are read as they are meant.
    private static IEnumerable<string> Words(string text) => text
        .Split(Between).SelectMany(line => line.Replace(":", " : ", StringComparison.Ordinal).Replace(",", " , ", StringComparison.Ordinal).Split([' ', '\t', '\u00A0', '\u202F'], StringSplitOptions.RemoveEmptyEntries))
        .Where(word => word != ":");

    private static FilterPart? PartOf(string word) => TextFolding.Fold(word) switch
    {
        "avec" or "mots" or "mot" or "with" or "words" => FilterPart.With,
        "sans" or "sauf" or "without" or "except" => FilterPart.Without,
        "theme" or "themes" or "topic" or "topics" => FilterPart.Topics,
        "source" or "sources" => FilterPart.Sources,
        "max" or "maximum" or "maxi" => FilterPart.Maximum,
        _ => null,
    };

    private static bool IsNothing(string word) => TextFolding.Fold(word) is "rien" or "aucun" or "aucune" or "tout" or "none" or "nothing" or "all";

    /// <summary>Between 1 and what a digest shows; null for anything else.</summary>
    public static int? Maximum(string value) =>
        int.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= DigestSelection.MostShown ? number : null;
}
