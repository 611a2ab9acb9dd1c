using System.Collections.Frozen;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>What the scanner must know of names: which hold entries, which hold text, and what ends a text that was never closed.</summary>
internal static class Vocabulary
{
    // What stands inside these is the author's, not the feed's: tags are kept as text.
    private static readonly FrozenSet<string> Markup = FrozenSet.Create(
        "description", "summary", "content", "content:encoded", "title", "subtitle", "tagline", "info", "copyright", "rights", "abstract",
        "body", "xhtml:body", "xhtml:div", "fullitem", "media:title", "media:description", "media:text", "dc:title", "dc:description",
        "dcterms:abstract", "itunes:summary", "itunes:subtitle", "html", "div");

    // Plain words, dates and addresses: any tag of a feed means that the end tag is missing.
    private static readonly FrozenSet<string> Short = FrozenSet.Create(
        "link", "guid", "id", "pubdate", "published", "issued", "updated", "modified", "created", "lastbuilddate", "language", "generator",
        "dc:date", "dc:creator", "dc:subject", "dc:language", "dc:identifier", "dcterms:created", "dcterms:issued", "dcterms:modified",
        "dc:author", "itunes:author", "name", "email", "uri", "comments", "feedburner:origlink", "tags", "date");

    // These are no HTML, so they never stand inside a text.
    private static readonly FrozenSet<string> NeverInMarkup = FrozenSet.Create(
        "item", "entry", "channel", "pubdate", "guid", "content:encoded", "dc:date", "dc:creator", "dc:subject", "description", "published",
        "updated", "enclosure", "lastbuilddate");

    public static bool IsEntry(string name) => name is "item" or "entry";

    public static bool IsOpaque(string name) => Markup.Contains(name) || Short.Contains(name);

    /// <summary>The start of <paramref name="next"/> shows that the text element <paramref name="current"/> ended without its end tag.</summary>
    public static bool Ends(MarkupElement current, string next)
    {
        if (NeverInMarkup.Contains(next)) return next != current.Name;
        if (Short.Contains(current.Name)) return next != current.Name && (Short.Contains(next) || Markup.Contains(next));
        return current.Name == "title" && next is "link" && current.Attribute("type") is null && !current.HasMarkup;
    }
}
