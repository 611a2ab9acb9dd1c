using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>Character references: XML's five, HTML's names, numbers as browsers read them, short entities of the DTD. A bare <c>&amp;</c> stays.</summary>
internal static class EntityDecoder
{
    private const int LongestName = 33;

    // HTML standard, "numeric character reference end state": 0x80 to 0x9F mean windows-1252.
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    public static void Append(StringBuilder output, ReadOnlySpan<char> text, IReadOnlyDictionary<string, string>? declared = null)
    {
        while (true)
        {
            var at = text.IndexOf('&');
            if (at < 0) break;
            output.Append(text[..at]);
            text = text[(at + 1)..];
            var used = AppendReference(output, text, declared);
            if (used == 0) output.Append('&');
            text = text[used..];
        }
        output.Append(text);
    }

    /// <summary>What browsers show for a code of the C1 range.</summary>
    public static char FromC1(char c) => c is >= '\u0080' and <= '\u009F' ? Windows1252[c - 0x80] : c;

    /// <returns>Characters used after the ampersand; 0 when it is no reference.</returns>
    private static int AppendReference(StringBuilder output, ReadOnlySpan<char> text, IReadOnlyDictionary<string, string>? declared)
    {
        if (text.IsEmpty) return 0;
        if (text[0] == '#') return AppendNumber(output, text);
        var length = 0;
        while (length < text.Length && length <= LongestName && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '-' or '.'))
            length++;
        if (length < text.Length && text[length] == '=') return 0;
        if (length == 0 || length == text.Length || text[length] != ';') return AppendUnterminated(output, text[..length]);
        var symbol = Symbol(text[..length], declared);
        if (symbol is null) return 0;
        output.Append(symbol);
        return length + 1;
    }

    private static string? Symbol(ReadOnlySpan<char> name, IReadOnlyDictionary<string, string>? declared) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => Named(name.ToString(), declared),
    };

    private static string? Named(string name, IReadOnlyDictionary<string, string>? declared) =>
        HtmlEntityProvider.Resolver.GetSymbol(name + ";") ?? (declared is not null && declared.TryGetValue(name, out var value) ? value : null);

    // « caf&eacute » without its semicolon, but only as a whole word, and not before an equals sign: addresses hold &copy=1.
    private static int AppendUnterminated(StringBuilder output, ReadOnlySpan<char> name)
    {
        if (name.Length is < 4 or > 8 || HtmlEntityProvider.Resolver.GetSymbol(name.ToString()) is not { } symbol) return 0;
        output.Append(symbol);
        return name.Length;
    }

    private static int AppendNumber(StringBuilder output, ReadOnlySpan<char> text)
    {
        var hex = text.Length > 1 && text[1] is 'x' or 'X';
        var start = hex ? 2 : 1;
        var length = 0;
        while (start + length < text.Length && length < 9
            && (hex ? char.IsAsciiHexDigit(text[start + length]) : char.IsAsciiDigit(text[start + length]))) length++;
        if (length == 0) return 0;
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!int.TryParse(text.Slice(start, length), style, CultureInfo.InvariantCulture, out var code)) return 0;
        Append(output, code);
        var end = start + length;
        return end < text.Length && text[end] == ';' ? end + 1 : end;
    }

    private static void Append(StringBuilder output, int code)
    {
        if (code is >= 0x80 and <= 0x9F) output.Append(Windows1252[code - 0x80]);
        else if (code == 0 || !Rune.IsValid(code)) output.Append('\uFFFD');
        else output.Append(new Rune(code).ToString());
    }
}
