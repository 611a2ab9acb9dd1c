using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RupnBot.Newsletters.Writing;

/// <summary>A letter's Markdown as it came from a chat or a file, made fit to be read; pure. Its blanks stay: Markdown means something by them.</summary>
internal static partial class LetterSource
{
    /// <summary>Characters of Markdown.</summary>
    public const int Longest = 20_000;

    private const string WordJoiner = "\u2060";
    private const int ZeroWidthJoiner = 0x200D;

    public static string Clean(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t')
            {
                output.Append((char)rune.Value);
                continue;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) continue;
            if ((category is UnicodeCategory.Format && rune.Value != ZeroWidthJoiner) || rune == Rune.ReplacementChar) continue;
            output.Append(rune);
        }

        return RoomMention().Replace(output.ToString().Trim('\n', ' '), "@" + WordJoiner);
    }

    /// <summary>Words of a page, that must not be taken for Markdown.</summary>
    public static string Escape(string text)
    {
        var output = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            // CommonMark, 2.4: any ASCII punctuation may be escaped.
            if (character < 128 && char.IsAscii(character) && (char.IsPunctuation(character) || char.IsSymbol(character))) output.Append('\\');
            output.Append(character is '\n' or '\r' ? ' ' : character);
        }

        return output.ToString();
    }

    // Clients paint it as a mention of everybody, whatever m.mentions says.
    [GeneratedRegex("@(?=room)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RoomMention();
}
