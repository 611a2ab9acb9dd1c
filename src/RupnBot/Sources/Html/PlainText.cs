using System.Buffers;
using System.Text;
using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Html;

/// <summary>Text fit to be shown: no control, bidirectional or zero-width characters, white space in order.</summary>
public static class PlainText
{
    // Unicode Bidi_Control (UAX 9, 2), zero-width characters, soft hyphen, byte order mark, tag characters' surrogate is left to the font.
    private static readonly SearchValues<char> Suspect = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000B\u000C\u000D\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016"
        + "\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B"
        + "\u008C\u008D\u008E\u008F\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F\u061C\u200B"
        + "\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\u2028\u2029\uFEFF\uFFFE\uFFFF\u00AD");

    /// <summary>Removes what must not be shown and makes runs of blanks one; line breaks stay, at most one empty line between lines.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAny(Suspect) < 0 && !HasBlankRuns(text)) return WellFormed(text.Trim());
        var output = new StringBuilder(text.Length);
        var lineBreaks = 0;
        var blank = false;
        foreach (var raw in text)
        {
            var c = EntityDecoder.FromC1(raw);
            if (c is '\n' or '\u2028' or '\u2029' || (c is '\u0085' && raw == c))
            {
                lineBreaks++;
                continue;
            }
            if (c is ' ' or '\t' or '\r' or '\u000B' or '\f')
            {
                blank = true;
                continue;
            }
            if (Suspect.Contains(c)) continue;
            if (output.Length > 0 && lineBreaks > 0) output.Append(lineBreaks > 1 ? "\n\n" : "\n");
            else if (output.Length > 0 && blank) output.Append(' ');
            (lineBreaks, blank) = (0, false);
            output.Append(c);
        }
        return WellFormed(output.ToString());
    }

    /// <summary>Line breaks become blanks.</summary>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('\n') ? Clean(text.Replace('\n', ' ')) : text;
    }

    private static bool HasBlankRuns(string text) => text.Contains("  ") || text.Contains(" \n") || text.Contains("\n ") || text.Contains("\n\n\n");

    // Lone surrogates cannot be sent as UTF-8.
    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return text;
        var output = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) output.Append(rune.ToString());
        return output.ToString();
    }
}
