using System.Buffers;
using System.Collections.Frozen;

namespace RupnBot.Sources.Html;

/// <summary>Tells HTML from plain text that happens to hold angle brackets or ampersands.</summary>
internal static class HtmlShape
{
    private static readonly FrozenSet<string> Tags = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "a", "abbr", "acronym", "address", "applet", "article", "aside", "audio", "b", "big", "blockquote", "br", "button", "center", "cite", "code",
        "del", "details", "dd", "div", "dl", "dt", "em", "embed", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "li", "link", "main", "mark", "math", "meta", "nav",
        "object", "ol", "p", "picture", "pre", "q", "s", "script", "section", "small", "span", "strike", "strong", "style", "sub", "summary",
        "sup", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "video", "body", "head", "blink");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> TagsBySpan = Tags.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    /// <summary>A known tag, a comment, or a reference such as <c>&amp;eacute;</c>.</summary>
    public static bool LooksLikeHtml(string text) => HasTag(text) || HasReference(text);

    private static bool HasTag(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<'))
        {
            text = text[(at + 1)..];
            if (text.StartsWith("!--") || text.StartsWith("![CDATA[")) return true;
            var name = text.TrimStart('/');
            var length = name.IndexOfAny(NameEnds);
            if (length is > 0 and < 12 && TagsBySpan.Contains(name[..length])) return true;
        }
        return false;
    }

    private static bool HasReference(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('&'); at >= 0; at = text.IndexOf('&'))
        {
            text = text[(at + 1)..];
            var length = text[..Math.Min(text.Length, 12)].IndexOf(';');
            if (length >= 2 && (text[0] == '#' || char.IsAsciiLetter(text[0])) && !text[..length].ContainsAny(" =&<\"")) return true;
        }
        return false;
    }
}
