using AngleSharp.Dom;
using RupnBot.Sources.Feeds;

namespace RupnBot.Sources.Html;

/// <summary>Feeds of a web page: those it declares (HTML standard, 4.6.7.1, rel="alternate"), then SPIP's that it shows as a link.</summary>
public static class FeedDiscovery
{
    private const int MostFeeds = 20;
    private const int MostElements = 5_000;

    /// <returns>Each once, in the page's order; empty when there are none.</returns>
    public static IReadOnlyList<DiscoveredFeed> Find(ReadOnlyMemory<byte> html, string? contentType, Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (PageReader.Read(html, contentType) is not { } page) return [];
        var start = PageReader.Base(page, address);
        var declared = page.QuerySelectorAll("link[rel][href]").Take(MostElements).Where(IsFeed)
            .Select(link => Feed(link.GetAttribute("href"), link.GetAttribute("title"), start));
        var shown = page.QuerySelectorAll("a[href*='page=backend']").Take(MostElements)
            .Select(link => Feed(link.GetAttribute("href"), link.TextContent, start));
        return [.. declared.Concat(shown).OfType<DiscoveredFeed>().DistinctBy(feed => feed.Address).Take(MostFeeds)];
    }

    private static bool IsFeed(IElement link)
    {
        var relations = (link.GetAttribute("rel") ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var type = (link.GetAttribute("type") ?? "").Split(';')[0].Trim().ToLowerInvariant();
        var isFeedType = type is "application/rss+xml" or "application/atom+xml" or "application/rdf+xml" or "application/feed+json"
            or "application/json" or "text/xml" or "application/xml";
        return relations.Contains("feed") || (isFeedType && relations.Contains("alternate"));
    }

    private static DiscoveredFeed? Feed(string? href, string? title, Uri start)
    {
        if (href is null || WebAddress.Resolve(href, start) is not { } address) return null;
        var text = PlainText.OneLine(PlainText.Clean(title ?? ""));
        return new DiscoveredFeed(address, text.Length == 0 ? null : Truncation.ToWords(text, 200));
    }
}
