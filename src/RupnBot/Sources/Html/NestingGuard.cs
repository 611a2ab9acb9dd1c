using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Html;

/// <summary>Says, before a tree is built, whether it would be of a reasonable depth and size.</summary>
internal static class NestingGuard
{
    private const int Deepest = 100;
    private const int MostOpen = 400;

    public static bool IsReasonable(ReadOnlySpan<char> html)
    {
        var depth = 0;
        var opened = 0;
        for (var at = html.IndexOf('<'); at >= 0; at = html.IndexOf('<'))
        {
            html = html[at..];
            if (!MarkupScanner.StartsTag(html))
            {
                html = html[1..];
                continue;
            }
            var length = MarkupScanner.TagLength(html);
            if (html[1] == '/') depth = Math.Max(0, depth - 1);
            else if (!IsVoid(html[..length]))
            {
                depth++;
                opened = Math.Max(opened, depth);
            }
            html = html[length..];
            if (depth > MostOpen) return false;
        }
        // Never closed but flat (<p><p>, <li><li>) is common and harmless up to a point.
        return opened <= Deepest;
    }

    private static bool IsVoid(ReadOnlySpan<char> tag) =>
        tag.EndsWith("/>") || tag[1] is '!' or '?'
        || Named(tag, "br") || Named(tag, "img") || Named(tag, "hr") || Named(tag, "p") || Named(tag, "li") || Named(tag, "input")
        || Named(tag, "meta") || Named(tag, "link") || Named(tag, "td") || Named(tag, "tr") || Named(tag, "wbr") || Named(tag, "source");

    private static bool Named(ReadOnlySpan<char> tag, string name) =>
        tag.Length > name.Length + 1 && tag[1..].StartsWith(name, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(tag[name.Length + 1]);
}
