using System.Net;
using AngleSharp.Html.Dom;
using Ganss.Xss;

namespace RupnBot.Sources.Html;

/// <summary>HTML from anywhere to the few elements that chat clients show well, with nothing active and nothing that reports back.</summary>
public static class SafeHtml
{
    private const int LongestSource = 64 * 1024;

    // Shown well by Tchap Web in November 2026; images are lost there with their text, so only the text goes through.
    private static readonly string[] Tags =
        ["h4", "p", "br", "ul", "ol", "li", "a", "strong", "em", "b", "i", "del", "code", "pre", "blockquote", "hr", "details", "table", "thead", "tbody", "tr", "td", "th"];

    private static readonly HtmlSanitizer Sanitizer = Create();

    /// <param name="html">A fragment, however broken or hostile.</param>
    /// <param name="baseUri">What its relative links start from; without it they lose their address.</param>
    public static string Sanitize(string html, Uri? baseUri)
    {
        ArgumentNullException.ThrowIfNull(html);
        // Trees from hostile nesting grow faster than their source and overflow the stack of whoever walks them.
        if (html.Length > LongestSource || !NestingGuard.IsReasonable(html))
            return WebUtility.HtmlEncode(HtmlText.ToPlainText(html, baseUri));
        var safe = Sanitizer.Sanitize(PlainText.Clean(html), baseUri?.AbsoluteUri ?? "");
        return safe.Trim();
    }

    private static HtmlSanitizer Create()
    {
        var sanitizer = new HtmlSanitizer
        {
            KeepChildNodes = true,
        };
        sanitizer.AllowedTags.Clear();
        foreach (var tag in Tags) sanitizer.AllowedTags.Add(tag);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.Add("href");
        sanitizer.AllowedAttributes.Add("start");
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.Add("http");
        sanitizer.AllowedSchemes.Add("https");
        sanitizer.RemovingTag += OnRemovingTag;
        sanitizer.PostProcessNode += OnNode;
        return sanitizer;
    }

    private static void OnRemovingTag(object? sender, RemovingTagEventArgs removing)
    {
        if (removing.Tag is IHtmlImageElement { AlternativeText: { Length: > 0 } text } image)
            image.Parent?.InsertBefore(image.Owner!.CreateTextNode($" {text} "), image);
        // What was never meant to be read must not become text.
        if (removing.Tag.LocalName is "script" or "style" or "iframe" or "object" or "embed" or "noscript" or "template" or "svg" or "math" or "form" or "title")
            removing.Tag.InnerHtml = "";
    }

    private static void OnNode(object? sender, PostProcessNodeEventArgs processed)
    {
        if (processed.Node is not IHtmlAnchorElement link || link.GetAttribute("href") is not { } href) return;
        // A link to a person or a room would become a mention.
        if (!Uri.TryCreate(href, UriKind.Absolute, out var address) || MatrixLinks.IsOne(address)) link.RemoveAttribute("href");
        else link.SetAttribute("href", TrackingParameters.Remove(address).AbsoluteUri);
    }
}
