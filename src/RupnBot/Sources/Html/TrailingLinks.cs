using System.Net;

namespace RupnBot.Sources.Html;

/// <summary>
/// Drops what SPIP appends to a description: a dash, then links to the article's section and keywords
/// (<c>rel="directory"</c>, <c>rel="tag"</c>), separated by slashes and commas.
/// </summary>
internal static class TrailingLinks
{
    private const string Separators = " \t\r\n\u00A0-–—/,|·•";
    private const int MostLinks = 40;

    public static string Remove(string html, IReadOnlyList<string> keywords)
    {
        var rest = html.AsSpan().TrimEnd();
        for (var count = 0; count < MostLinks; count++)
        {
            var end = TrimSeparators(rest);
            if (!end.EndsWith("</a>", StringComparison.OrdinalIgnoreCase)) break;
            var start = end.LastIndexOf("<a ", StringComparison.OrdinalIgnoreCase);
            if (start < 0 || !IsKeyword(end[start..], keywords)) break;
            rest = TrimSeparators(end[..start]);
        }
        return rest.Length == html.AsSpan().TrimEnd().Length ? html : rest.ToString();
    }

    private static ReadOnlySpan<char> TrimSeparators(ReadOnlySpan<char> html)
    {
        while (true)
        {
            var trimmed = html.TrimEnd(Separators);
            if (trimmed.EndsWith("&nbsp;", StringComparison.OrdinalIgnoreCase)) trimmed = trimmed[..^6];
            else if (trimmed.EndsWith("<br>", StringComparison.OrdinalIgnoreCase)) trimmed = trimmed[..^4];
            else if (trimmed.EndsWith("<br />", StringComparison.OrdinalIgnoreCase)) trimmed = trimmed[..^6];
            if (trimmed.Length == html.Length) return trimmed;
            html = trimmed;
        }
    }

    private static bool IsKeyword(ReadOnlySpan<char> link, IReadOnlyList<string> keywords)
    {
        var tagEnd = link.IndexOf('>');
        var tag = link[..tagEnd];
        if (tag.Contains("rel=\"tag\"", StringComparison.OrdinalIgnoreCase) || tag.Contains("rel='tag'", StringComparison.OrdinalIgnoreCase)
            || tag.Contains("rel=\"directory\"", StringComparison.OrdinalIgnoreCase) || tag.Contains("rel='directory'", StringComparison.OrdinalIgnoreCase))
            return true;
        var text = WebUtility.HtmlDecode(link[(tagEnd + 1)..^4].ToString()).Trim();
        return keywords.Contains(text, StringComparer.OrdinalIgnoreCase);
    }
}
