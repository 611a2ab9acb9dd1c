using System.Text;
using RupnBot.Localization;

namespace RupnBot.Sources.Archive;

/// <summary>
/// What somebody looks for, as an FTS5 expression; pure. Only letters and digits get through, each term quoted:
/// none of FTS5's own syntax can be written by a person.
/// </summary>
/// <param name="All">Every term must occur.</param>
/// <param name="Any">One is enough; the same when there is one.</param>
internal sealed record SearchQuery(string All, string Any)
{
    private const int MostTerms = 8;
    private const int LongestTerm = 40;
    private const int LongestText = 400;

    // They stand in every French or English text.
    private static readonly HashSet<string> StopWords = new(
        ("a à au aux avec c ce ces cet cette d dans de des du elle en es est et eux il ils j je l la le les leur lui m ma mais me mes moi mon n ne nos notre nous on ou où par pas pour qu que qui s sa se ses son "
        + "sont sur t ta te tes toi ton tu un une vos votre vous y comment quel quelle quels quelles "
        + "an and are as at be by for from how i in is it of on or that the this to was what where with").Split(' ').Select(TextFolding.Fold),
        StringComparer.Ordinal);

    /// <summary>Null when there is nothing to look for.</summary>
    public static SearchQuery? Parse(string text)
    {
        var folded = TextFolding.Fold(text.Length > LongestText ? text[..LongestText] : text);
        var terms = new List<string>();
        var parts = folded.Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            // Odd parts stand between quotes; a quote never closed opens nothing.
            var words = Words(parts[i]);
            if (i % 2 == 1 && i < parts.Length - 1 && words.Count > 1) terms.Add($"\"{string.Join(' ', words)}\"");
            else terms.AddRange(words.Select(Prefix));
        }

        var telling = terms.Where(term => !StopWords.Contains(term.Trim('*', ' ', '"'))).ToList();
        var kept = (telling.Count > 0 ? telling : terms).Distinct(StringComparer.Ordinal).Take(MostTerms).ToList();
        return kept.Count == 0 ? null : new SearchQuery(string.Join(" AND ", kept), string.Join(" OR ", kept));
    }

    // The beginning of a word is enough, and its plural mark counts for nothing: « tablettes » finds « tablette » and the other way round.
    private static string Prefix(string word)
    {
        var stem = word.Length > 4 && word[^1] is 's' or 'x' && !char.IsDigit(word[^2]) ? word[..^1] : word;
        return stem.Length >= 3 ? $"\"{stem}\" *" : $"\"{stem}\"";
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) word.Append(rune);
            else Flush(word, words);
        }

        Flush(word, words);
        return words;
    }

    private static void Flush(StringBuilder word, List<string> words)
    {
        if (word.Length > 0) words.Add(word.Length > LongestTerm ? word.ToString(0, LongestTerm) : word.ToString());
        word.Clear();
    }
}
