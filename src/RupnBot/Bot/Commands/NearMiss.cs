namespace RupnBot.Bot.Commands;

/// <summary>Finds the command someone meant but mistyped; pure.</summary>
public static class NearMiss
{
    private const int LongestWord = 40;

    /// <summary>The nearest name within one typing error (two from seven letters on); null when none is near or two are equally so.</summary>
    public static string? Find(string word, IEnumerable<string> names)
    {
        if (word.Length is < 3 or > LongestWord) return null;
        var allowed = word.Length >= 7 ? 2 : 1;
        string? best = null;
        var bestDistance = allowed + 1;
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - word.Length) > allowed) continue;
            var distance = Distance(word, name);
            if (distance >= bestDistance) continue;
            (best, bestDistance) = (name, distance);
        }

        return best;
    }

    // Optimal string alignment: insertions, deletions, substitutions and swapped neighbours each count one.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
