using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>The elements of a document to a feed. RSS, RDF, Atom and CDF share one vocabulary here, for real feeds mix them.</summary>
internal static class DocumentMapper
{
    public static FeedDocument Map(MarkupDocument document, Uri? address, FeedLimits limits)
    {
        if (document.Root is not { } root) return FeedDocument.Failed(FeedErrors.NotAFeed);
        var format = FormatDetector.Detect(root, document.Entries);
        if (format is null) return FeedDocument.Failed(IsPage(root) ? FeedErrors.WebPage : FeedErrors.NotAFeed);

        var head = Head(root);
        var links = new LinkReader(address, limits);
        var site = links.SiteLink(head);
        // A file read without its address still says where its site is.
        if (address is null && site is not null) links = new LinkReader(site, limits);
        var entries = new EntryMapper(links, limits);
        return new FeedDocument
        {
            Format = format.Value,
            Title = Texts.Title(head, links, limits),
            SiteLink = site,
            Language = Language(root, head, limits),
            Generator = Texts.Short(head.Child("generator"), limits),
            Entries = [.. document.Entries.Select(entries.Map)],
            Recovered = document.Recovered,
        };
    }

    private static bool IsPage(MarkupElement root) => root.Name is "html" or "xhtml:html" or "head" or "body" or "xhtml:body";

    // The channel, where there is one; Atom's root speaks for itself.
    private static MarkupElement Head(MarkupElement root) => root.Child("channel") ?? root;

    private static string? Language(MarkupElement root, MarkupElement head, FeedLimits limits)
    {
        var language = Texts.Short(head.Child("language"), limits) ?? Texts.Short(head.Child("dc:language"), limits)
            ?? head.Inherited("xml:lang") ?? root.Attribute("lang");
        return language is { Length: > 0 and < 36 } ? language.Replace('_', '-') : null;
    }
}
