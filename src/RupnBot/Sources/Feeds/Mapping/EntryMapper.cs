using RupnBot.Sources.Feeds.Dates;
using RupnBot.Sources.Feeds.Reading;
using RupnBot.Sources.Html;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>One <c>item</c> or <c>entry</c> to an article. The first name in each list that has a value wins.</summary>
internal sealed class EntryMapper(LinkReader links, FeedLimits limits)
{
    private static readonly string[] Publication = ["pubdate", "published", "issued", "dcterms:issued", "created", "dcterms:created", "dc:date", "date"];
    private static readonly string[] Revision = ["updated", "modified", "dcterms:modified", "dc:date", "lastmod", "lastbuilddate"];
    private static readonly string[] Descriptions =
        ["summary", "description", "abstract", "dcterms:abstract", "dc:description", "media:description", "itunes:summary", "itunes:subtitle"];
    private static readonly string[] Contents = ["content:encoded", "content", "xhtml:body", "body", "fullitem", "xhtml:div", "div", "media:text"];

    public FeedEntry Map(MarkupElement entry)
    {
        var id = Id(entry);
        var categories = Categories.Read(entry, limits);
        return new FeedEntry
        {
            Title = Texts.Title(entry, links, limits),
            Id = id,
            Link = links.EntryLink(entry, id),
            Published = Date(entry, Publication),
            Updated = Date(entry, Revision),
            Summary = Summary(entry, categories),
            Author = Authors.Read(entry, limits),
            Categories = categories,
            Enclosures = links.Enclosures(entry),
        };
    }

    private string? Id(MarkupElement entry) =>
        Texts.Short(entry.Child("guid"), limits)
        ?? Texts.Short(entry.Child("id"), limits)
        ?? (entry.Attribute("rdf:about") is { Length: > 0 } about ? about : null)
        ?? Texts.Short(entry.Child("dc:identifier"), limits);

    private static DateTimeOffset? Date(MarkupElement entry, string[] names)
    {
        var children = entry.Children;
        foreach (var name in names)
            // Of several, the last: feeds that repeat a date append the one that counts.
            for (var i = children.Length - 1; i >= 0; i--)
                if (children[i].Name == name && FeedDate.Parse(MarkupText.Text(children[i], 100)) is { } date) return date;
        return entry.Attribute("lastmod") is { } attribute && names == Revision ? FeedDate.Parse(attribute) : null;
    }

    private RichText? Summary(MarkupElement entry, IReadOnlyList<string> categories)
    {
        var text = First(entry, Descriptions) ?? First(entry, Contents) ?? Grouped(entry);
        return text is null ? null : text with { Keywords = categories };
    }

    private RichText? First(MarkupElement entry, string[] names)
    {
        foreach (var name in names)
            if (Texts.Rich(entry.Child(name), links, limits.LongText) is { } text) return text;
        return null;
    }

    private RichText? Grouped(MarkupElement entry) =>
        (entry.Child("media:group") ?? entry.Child("media:content")) is { } media
            ? Texts.Rich(media.Child("media:description"), links, limits.LongText)
            : null;
}
