using System.Text.RegularExpressions;
using RupnBot.Localization;
using RupnBot.Matrix;

namespace RupnBot.Polls.Commands;

/// <summary>Which answer is meant by a number or by words; pure.</summary>
internal static partial class AnswerWords
{
    private static readonly string[] NoneWords = ["retirer", "annuler", "rien", "aucun", "none", "remove", "withdraw", "cancel"];

    /// <summary>« 2 », « le 2 », « Tablettes », « tablet » where only one answer begins so. Null when it is none, or could be several.</summary>
    public static PollAnswer? Find(IReadOnlyList<PollAnswer> answers, string words)
    {
        var text = Simplify(words);
        if (text.Length == 0) return null;
        // An answer that reads « 2 » is meant by « 2 » before the second one is.
        var same = answers.Where(answer => Simplify(answer.Text) == text).ToList();
        if (same.Count == 1) return same[0];
        if (PollChoice.NumberIn(WithoutArticle(text)) is { } number) return number >= 1 && number <= answers.Count ? answers[number - 1] : null;
        if (text.Length < 2) return null;
        var like = answers.Where(answer => Simplify(answer.Text).StartsWith(text, StringComparison.Ordinal)).ToList();
        if (like.Count == 0) like = [.. answers.Where(answer => Simplify(answer.Text).Contains(text, StringComparison.Ordinal))];
        return like.Count == 1 ? like[0] : null;
    }

    /// <summary>« 1 3 », « 1, 3 et 4 », « Pix, tablettes »: all of them, or null when one is not understood.</summary>
    public static IReadOnlyList<PollAnswer>? FindAll(IReadOnlyList<PollAnswer> answers, string words)
    {
        if (Find(answers, words) is { } one) return [one];
        var parts = Numbers().IsMatch(words) ? Gaps().Split(words.Trim()) : Separators().Split(words);
        var found = parts.Where(part => part.Length > 0).Select(part => Find(answers, part)).ToList();
        return found.Count == 0 || found.Contains(null) ? null : [.. answers.Where(found.Contains)];
    }

    /// <summary>Takes the vote back.</summary>
    public static bool MeansNone(string words) => NoneWords.Contains(Simplify(words));

    private static string WithoutArticle(string text) => text switch
    {
        _ when text.StartsWith("le ", StringComparison.Ordinal) || text.StartsWith("la ", StringComparison.Ordinal) => text[3..],
        _ when text.StartsWith("n°", StringComparison.Ordinal) => text[2..],
        _ => text,
    };

    private static string Simplify(string text) => TextFolding.Fold(text).Trim().Trim('"', '.', '!', '?', ':', '(', ')', ' ');

    // Numbers and what stands between them; nothing else. One character at a time: a long row of digits is read in one pass.
    [GeneratedRegex(@"^(?:[0-9\s,;+&/.]|et|and)+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[^0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"[,;+&\n]|\s(?:et|and)\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Separators();
}
