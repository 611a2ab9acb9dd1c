using System.Collections.Frozen;

namespace RupnBot.Scheduling.Dates;

/// <summary>The words of time, French and English together: people mix them, and none means two things that matter here.</summary>
internal static class Lexicon
{
    private const int ShortestGuessed = 5;

    private static readonly FrozenDictionary<string, Term> Terms = LexiconEntries.All()
        .SelectMany(entry => entry.Words.Split(' ').Select(word => (word, entry.Term)))
        .ToFrozenDictionary(entry => entry.word, entry => entry.Term, StringComparer.Ordinal);

    private static readonly string[] Guessable = [.. Terms.Keys.Where(word => word.Length >= ShortestGuessed)];

    /// <summary>The meaning of a folded word, a slip of spelling forgiven when <paramref name="guess"/> and only one word is near.</summary>
    public static Term? Find(string word, bool guess)
    {
        if (Terms.TryGetValue(word, out var term))
        {
            return term;
        }

        return guess && word.Length is >= ShortestGuessed and <= 20 ? Nearest(word) : null;
    }

    private static Term? Nearest(string word)
    {
        var tolerance = word.Length >= 8 ? 2 : 1;
        Term? nearest = null;
        var best = tolerance + 1;
        foreach (var candidate in Guessable)
        {
            var distance = Spelling.Distance(word, candidate, tolerance);
            if (distance < best)
            {
                (best, nearest) = (distance, Terms[candidate]);
            }
            else if (distance == best && distance <= tolerance && Terms[candidate] != nearest)
            {
                nearest = null;
            }
        }

        return nearest;
    }
}
