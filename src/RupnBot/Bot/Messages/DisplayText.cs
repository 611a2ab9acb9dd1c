using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RupnBot.Bot.Messages;

/// <summary>Makes text from elsewhere (a feed, a colleague, a display name) safe to stand inside a sentence of ours.</summary>
public static partial class DisplayText
{
    private const string WordJoiner = "\u2060";
    private const int ZeroWidthJoiner = 0x200D;

    // Real writing stacks two or three marks on a letter; more is there to overflow the line.
    private const int MostMarksInARow = 4;

    private static readonly SearchValues<char> Ordinary = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Concat(Enumerable.Range(0xA0, 0x180 - 0xA0)).Select(code => (char)code).Except(['@', '\u00AD']), .. "’‘“”–—…€\u202F"]);

    /// <summary>
    /// One line: white space of any length becomes one space (a no-break space stays: French punctuation needs it); controls, direction
    /// overrides, invisible characters and unpaired surrogates go; <c>@room</c> is broken up so that no client takes it for a mention.
    /// </summary>
    public static string OneLine(string text)
    {
        if (IsOneLine(text)) return text;
        var result = new StringBuilder(text.Length);
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (IsBreakingSpace(rune, category))
            {
                if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
                continue;
            }

            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            // An unpaired surrogate is enumerated as U+FFFD, the replacement character: it says only that something was broken.
            if (marks > MostMarksInARow || IsInvisible(rune, category) || rune == Rune.ReplacementChar) continue;
            result.Append(rune);
        }

        return RoomMention().Replace(result.ToString().TrimEnd(' '), "@" + WordJoiner);
    }

    // What nearly every title and name is made of: nothing of it is changed, but a space where another or nothing stands beside it.
    private static bool IsOneLine(string text) =>
        !text.AsSpan().ContainsAnyExcept(Ordinary) && !text.StartsWith(' ') && !text.EndsWith(' ') && !text.Contains("  ", StringComparison.Ordinal);

    /// <summary>At most <paramref name="length"/> UTF-16 units, cut between words where there is one, with an ellipsis when cut.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = length - 1;
        if (char.IsLowSurrogate(text[end])) end--;
        var space = text.LastIndexOf(' ', end, Math.Min(end, length / 3));
        return string.Concat(text.AsSpan(0, space > 0 ? space : end).TrimEnd(" ,;:.–-\u00A0"), "…");
    }

    private static bool IsBreakingSpace(Rune rune, UnicodeCategory category) =>
        rune.Value is '\t' or '\n' or '\v' or '\f' or '\r' or 0x85
        || category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || (category is UnicodeCategory.SpaceSeparator && rune.Value is not (0xA0 or 0x202F));

    private static bool IsInvisible(Rune rune, UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        // Direction overrides and zero-width characters are "format" characters; emoji sequences need the joiner.
        || (category is UnicodeCategory.Format && rune.Value != ZeroWidthJoiner);

    // m.mentions says whom we mention, yet clients still paint @room as a mention.
    [GeneratedRegex("@(?=room)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RoomMention();
}
