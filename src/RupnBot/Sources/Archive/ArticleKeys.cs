using System.Text;
using RupnBot.Localization;
using RupnBot.Sources.Feeds;

namespace RupnBot.Sources.Archive;

/// <summary>By what the same news of several sources is recognised; pure.</summary>
public static class ArticleKeys
{
    /// <summary>How far apart two sources may tell the same news under the same title.</summary>
    public static readonly TimeSpan SameTitleWithin = TimeSpan.FromDays(7);

    private const int Longest = 500;

    // « Édito », « Lettre de novembre », « À la une » head a different text each time.
    private const int LeastWords = 4;
    private const int LeastCharacters = 20;

    /// <summary>The address without what does not tell one page from another.</summary>
    public static string? OfLink(string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address)) return null;
        var key = ArticleIdentity.Canonical(address);
        return key.Length > Longest ? null : key;
    }

    /// <summary>The words of a title, compared exactly but for case, accents and punctuation; null when it is too short to name one news.</summary>
    public static string? OfTitle(string title)
    {
        var words = Words(title);
        return words.Length >= LeastCharacters && words.AsSpan().Count(' ') + 1 >= LeastWords && words.Length <= Longest ? words : null;
    }

    /// <summary>Letters and figures, folded, one blank between words.</summary>
    public static string Words(string text)
    {
        var folded = TextFolding.Fold(text);
        var words = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c)) words.Append(c);
            else if (words.Length > 0 && words[^1] != ' ') words.Append(' ');
        }

        return words.ToString().TrimEnd();
    }
}
