using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using RupnBot.Sources.Feeds;
using RupnBot.Sources.Feeds.Dates;

namespace RupnBot.Sources.Html;

/// <summary>What a page says of itself: Open Graph, Twitter cards, plain HTML, in that order. Texts are plain; absent is null.</summary>
public sealed record PageMetadata
{
    private const int LongestTitle = 300;
    private const int LongestSummary = 1_000;

    public string? Title { get; private init; }
    public string? Summary { get; private init; }

    /// <summary>On the same host as the page, else null: a page does not speak for another site.</summary>
    public Uri? CanonicalLink { get; private init; }

    public string? SiteName { get; private init; }
    public string? Language { get; private init; }
    public DateTimeOffset? PublishedAt { get; private init; }

    public static PageMetadata Read(ReadOnlyMemory<byte> html, string? contentType, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (PageReader.Read(html, contentType) is not { } page) return new PageMetadata();
        return new PageMetadata
        {
            Title = Text(Meta(page, "og:title", "twitter:title", "dc.title") ?? page.Title ?? page.QuerySelector("h1")?.TextContent, LongestTitle),
            Summary = Text(Meta(page, "og:description", "twitter:description", "description", "dc.description") ?? FirstParagraph(page), LongestSummary),
            CanonicalLink = Canonical(page, address),
            SiteName = Text(Meta(page, "og:site_name", "application-name"), LongestTitle),
            Language = page.DocumentElement?.GetAttribute("lang") is { Length: > 0 and < 36 } language ? language : null,
            PublishedAt = FeedDate.Parse(Meta(page, "article:published_time", "dc.date", "dcterms.created", "date")
                ?? page.QuerySelector("time[datetime]")?.GetAttribute("datetime")),
        };
    }

    private static string? Meta(IHtmlDocument page, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            foreach (var meta in page.Head?.QuerySelectorAll("meta[content]") ?? Enumerable.Empty<IElement>())
                if (name.Equals(meta.GetAttribute("property") ?? meta.GetAttribute("name"), StringComparison.OrdinalIgnoreCase)
                    && !string.IsNullOrWhiteSpace(meta.GetAttribute("content"))) return meta.GetAttribute("content");
        return null;
    }

    // Menus and cookie notices come in short paragraphs.
    private static string? FirstParagraph(IHtmlDocument page) =>
        page.QuerySelectorAll("main p, article p, p").Take(200).Select(paragraph => paragraph.TextContent).FirstOrDefault(text => text.Trim().Length >= 60);

    private static Uri? Canonical(IHtmlDocument page, Uri address)
    {
        var written = page.QuerySelector("link[rel~='canonical'][href]")?.GetAttribute("href") ?? Meta(page, "og:url");
        if (written is null || WebAddress.Resolve(written, PageReader.Base(page, address)) is not { } link) return null;
        return ArticleIdentity.Host(link) == ArticleIdentity.Host(address) ? TrackingParameters.Remove(link) : null;
    }

    private static string? Text(string? text, int limit)
    {
        if (text is null) return null;
        var clean = PlainText.OneLine(PlainText.Clean(HtmlShape.LooksLikeHtml(text) ? HtmlText.ToPlainText(text) : text));
        return clean.Length == 0 ? null : Truncation.ToWords(clean, limit);
    }
}
