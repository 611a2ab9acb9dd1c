using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>Which format a document is in, by its root; null when it is no feed at all.</summary>
internal static class FormatDetector
{
    public static FeedFormat? Detect(MarkupElement root, IReadOnlyList<MarkupElement> entries)
    {
        var tag = root.Source.Text.AsSpan(root.TagStart, root.ContentStart - root.TagStart);
        return root.Name switch
        {
            "rss" => Rss(root.Attribute("version"), tag),
            "rdf:rdf" or "rdf" => tag.Contains("rdf/simple/0.9", StringComparison.OrdinalIgnoreCase) ? FeedFormat.Rss090 : FeedFormat.Rss10,
            "feed" => Atom(root, tag),
            "channel" => root.Attribute("href") is not null || HasAttributes(entries) ? FeedFormat.Cdf : FeedFormat.Rss,
            "item" => FeedFormat.Rss,
            "entry" => Atom(root, tag),
            "html" or "xhtml:html" => null,
            // Some other root around what is plainly a feed's entries.
            _ => entries.Count > 0 ? entries[0].Name == "item" ? FeedFormat.Rss : FeedFormat.Atom10 : null,
        };
    }

    private static FeedFormat Rss(string? version, ReadOnlySpan<char> tag) => version switch
    {
        "0.90" => FeedFormat.Rss090,
        "0.91" => FeedFormat.Rss091,
        "0.92" => FeedFormat.Rss092,
        "0.93" => FeedFormat.Rss093,
        "0.94" => FeedFormat.Rss094,
        ['2', ..] => FeedFormat.Rss20,
        ['1', ..] => FeedFormat.Rss10,
        _ => tag.Contains("backend.userland.com/rss2", StringComparison.OrdinalIgnoreCase) ? FeedFormat.Rss20 : FeedFormat.Rss,
    };

    private static FeedFormat Atom(MarkupElement root, ReadOnlySpan<char> tag) =>
        root.Attribute("version") is ['0', ..] || tag.Contains("purl.org/atom/ns", StringComparison.OrdinalIgnoreCase)
            ? FeedFormat.Atom03
            : FeedFormat.Atom10;

    private static bool HasAttributes(IReadOnlyList<MarkupElement> entries) => entries.Count > 0 && entries[0].Attribute("href") is not null;
}
