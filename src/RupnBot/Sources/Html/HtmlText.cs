using System.Text;
using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Html;

/// <summary>
/// HTML to plain text in one pass, without a tree: its cost grows with the length alone, whatever the nesting.
/// Scripts and styles disappear, blocks become lines, list items get a dash, images leave their alternative text.
/// </summary>
public static class HtmlText
{
    /// <summary>Characters of source looked at. 100,000.</summary>
    public const int LongestSource = 100_000;

    /// <param name="html">A fragment or page, however broken.</param>
    /// <param name="baseUri">Where it came from; kept for symmetry with <see cref="SafeHtml"/>, text holds no links.</param>
    /// <param name="limit">Characters of the result, cut on a word.</param>
    public static string ToPlainText(string html, Uri? baseUri = null, int limit = 20_000)
    {
        ArgumentNullException.ThrowIfNull(html);
        _ = baseUri;
        var output = new StringBuilder(Math.Min(html.Length, limit));
        var rest = html.AsSpan(0, Math.Min(html.Length, LongestSource));
        while (!rest.IsEmpty && output.Length < 2 * limit)
        {
            var open = rest.IndexOf('<');
            if (open < 0) open = rest.Length;
            AppendText(output, rest[..open]);
            rest = rest[open..];
            if (!rest.IsEmpty) rest = rest[AppendMarkup(output, rest)..];
        }
        return Truncation.ToWords(PlainText.Clean(output.ToString()), limit);
    }

    // Line breaks of the source are blanks; those of blocks are added as '\n' afterwards.
    private static void AppendText(StringBuilder output, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        var start = output.Length;
        EntityDecoder.Append(output, text);
        output.Replace('\n', ' ', start, output.Length - start).Replace('\r', ' ', start, output.Length - start);
    }

    /// <returns>Characters used.</returns>
    private static int AppendMarkup(StringBuilder output, ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<!--")) return Through(rest, "-->");
        if (rest.StartsWith("<![CDATA[")) return Through(rest, "]]>");
        if (!MarkupScanner.StartsTag(rest) || rest[1] == '_')
        {
            output.Append('<');
            return 1;
        }
        var length = MarkupScanner.TagLength(rest);
        var tag = rest[..length];
        var closing = tag[1] == '/';
        var name = TagName.Of(tag);
        if (!closing && !tag.EndsWith("/>") && HiddenContent(name) is { } end) return length + Through(rest[length..], end);
        Append(output, tag, name, closing);
        return length;
    }

    private static void Append(StringBuilder output, ReadOnlySpan<char> tag, ReadOnlySpan<char> name, bool closing)
    {
        Span<char> lower = stackalloc char[12];
        if (name.Length > lower.Length) return;
        name.ToLowerInvariant(lower);
        switch (lower[..name.Length])
        {
            case "br" or "tr" or "hr" or "dt" or "dd" or "figcaption": output.Append('\n'); break;
            case "li" when closing: EndItem(output); break;
            case "li": output.Append(output.Length > 0 && output[^1] == '\n' ? "- " : "\n- "); break;
            case "td" or "th": output.Append(' '); break;
            case "img" when !closing: AppendAlternative(output, tag); break;
            case "p" or "div" or "ul" or "ol" or "table" or "blockquote" or "pre" or "section" or "article" or "figure" or "dl"
                or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "header" or "footer" or "address" or "main" or "nav" or "aside":
                output.Append('\n');
                break;
        }
    }

    // An empty item leaves no lone dash.
    private static void EndItem(StringBuilder output)
    {
        if (output.Length >= 2 && output[^1] == ' ' && output[^2] == '-') output.Length -= 2;
        output.Append('\n');
    }

    private static void AppendAlternative(StringBuilder output, ReadOnlySpan<char> tag)
    {
        var rest = tag;
        for (var count = 0; count < 32 && TagAttributes.Next(ref rest, out var name, out var value); count++)
        {
            if (!name.Equals("alt", StringComparison.OrdinalIgnoreCase) || value.IsWhiteSpace()) continue;
            output.Append(' ');
            AppendText(output, value[..Math.Min(value.Length, 300)]);
            output.Append(' ');
            return;
        }
    }

    private static string? HiddenContent(ReadOnlySpan<char> name) => name.Length switch
    {
        6 when name.Equals("script", StringComparison.OrdinalIgnoreCase) => "</script",
        5 when name.Equals("style", StringComparison.OrdinalIgnoreCase) => "</style",
        8 when name.Equals("template", StringComparison.OrdinalIgnoreCase) => "</template",
        _ => null,
    };

    private static int Through(ReadOnlySpan<char> rest, string end)
    {
        var at = rest.IndexOf(end, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? rest.Length : at + (end[0] == '<' ? 0 : end.Length);
    }
}
