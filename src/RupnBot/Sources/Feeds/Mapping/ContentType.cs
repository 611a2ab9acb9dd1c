using System.Text;
using RupnBot.Sources.Feeds.Reading;
using RupnBot.Sources.Html;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>
/// What the characters of a text element mean: Atom's <c>type</c> (RFC 4287, 3.1.1) and 0.3's <c>mode</c>, or in RSS, where
/// nothing says it, whether it looks like HTML.
/// </summary>
internal static class ContentType
{
    public static (string Source, bool IsHtml) Read(MarkupElement element, int limit)
    {
        var type = element.Attribute("type")?.ToLowerInvariant();
        if (element.Attribute("mode") is { } mode && mode.Equals("base64", StringComparison.OrdinalIgnoreCase) || IsBase64(type))
            return FromBase64(element, type, limit);
        // Tags inside are markup whatever the type says: « type="text" » over real elements is common.
        if (element.HasMarkup) return (MarkupText.Markup(element, limit), true);
        var text = MarkupText.Text(element, limit);
        return (text, IsHtml(element, type, text));
    }

    private static bool IsHtml(MarkupElement element, string? type, string text) => type switch
    {
        "html" or "text/html" or "xhtml" or "application/xhtml+xml" => true,
        "text" or "text/plain" or "plain" => Vague(element) && HtmlShape.LooksLikeHtml(text),
        _ => HtmlShape.LooksLikeHtml(text),
    };

    // Summaries typed as text hold HTML often enough; titles about tags do too, so these are believed.
    private static bool Vague(MarkupElement element) => element.Name is "summary" or "content" or "description";

    private static bool IsBase64(string? type) => type is { Length: > 0 }
        && type.Contains('/') && !type.StartsWith("text/", StringComparison.Ordinal) && !type.Contains("xml") && !type.Contains("html");

    private static (string, bool) FromBase64(MarkupElement element, string? type, int limit)
    {
        var encoded = MarkupText.Text(element, limit);
        var bytes = new byte[encoded.Length];
        // A wrong declaration over readable text is read as it stands.
        var text = Convert.TryFromBase64String(encoded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : encoded;
        return (text, type is not ("text" or "text/plain") && HtmlShape.LooksLikeHtml(text));
    }
}
