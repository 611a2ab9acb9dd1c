using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>Addresses in a document, made absolute against <c>xml:base</c> and where the document came from.</summary>
internal sealed class LinkReader(Uri? address, FeedLimits limits)
{
    private readonly Dictionary<MarkupElement, Uri?> bases = [];

    /// <summary>What relative links in this element start from (XML Base, 4).</summary>
    public Uri? Base(MarkupElement element)
    {
        while (!element.HasBase && element.Parent is { } outer) element = outer;
        if (!element.HasBase) return address;
        if (!bases.TryGetValue(element, out var known)) bases[element] = known = OwnBase(element);
        return known;
    }

    private Uri? OwnBase(MarkupElement element)
    {
        var inherited = element.Parent is { } parent ? Base(parent) : address;
        var written = element.Attribute("xml:base") ?? element.Attribute("base");
        return written is { Length: > 0 } ? WebAddress.Resolve(written, inherited) ?? inherited : inherited;
    }

    public Uri? SiteLink(MarkupElement head) => Alternate(head) ?? Resolve(head, head.Attribute("href"));

    /// <summary>The address of an entry's page; <paramref name="id"/> is its identifier as given.</summary>
    public Uri? EntryLink(MarkupElement entry, string? id)
    {
        if (entry.Child("feedburner:origlink") is { } original && Text(original) is { } unwrapped) return unwrapped;
        return Alternate(entry)
            ?? Permalink(entry, id)
            ?? Resolve(entry, entry.Attribute("href"))
            ?? Resolve(entry, entry.Attribute("rdf:about"))
            ?? ContentSource(entry);
    }

    public IReadOnlyList<Enclosure> Enclosures(MarkupElement entry)
    {
        List<Enclosure>? found = null;
        foreach (var child in entry.Children)
        {
            if (child.Name is not ("enclosure" or "media:content") && !IsEnclosureLink(child)) continue;
            if (Resolve(child, child.Attribute("url") ?? child.Attribute("href")) is not { } file) continue;
            (found ??= []).Add(new Enclosure(file, child.Attribute("type"), Length(child)));
            if (found.Count == limits.Values) break;
        }

        return found ?? (IReadOnlyList<Enclosure>)[];
    }

    // Atom: rel="alternate", or no rel, an HTML page before any other; RSS: the text of <link>.
    private Uri? Alternate(MarkupElement owner)
    {
        Uri? other = null;
        foreach (var child in owner.Children)
        {
            if (child.Name != "link") continue;
            var relation = child.Attribute("rel");
            if (relation is not (null or "" or "alternate") && !relation.EndsWith("#alternate", StringComparison.Ordinal)) continue;
            var found = child.Attribute("href") is { } href ? Resolve(child, href) : Text(child) ?? Resolve(child, child.Attribute("rdf:resource"));
            if (found is null) continue;
            if (child.Attribute("type") is null or "text/html" or "application/xhtml+xml") return found;
            other ??= found;
        }
        return other;
    }

    // RSS 2.0: a guid is the page's address unless isPermaLink says no.
    private Uri? Permalink(MarkupElement entry, string? id)
    {
        if (id is null || entry.Child("guid") is not { } guid) return null;
        var denied = guid.Attribute("ispermalink") is { } value && value.Equals("false", StringComparison.OrdinalIgnoreCase);
        return denied ? null : WebAddress.Resolve(id, LooksLikePath(id) ? Base(guid) : null);
    }

    private static bool LooksLikePath(string id) => id.Contains('/') || id.Contains('?');

    private Uri? ContentSource(MarkupElement entry) =>
        entry.Child("content") is { } content ? Resolve(content, content.Attribute("src")) : null;

    private Uri? Text(MarkupElement element) => Resolve(element, MarkupText.Text(element, limits.ShortText));

    private Uri? Resolve(MarkupElement element, string? written) =>
        string.IsNullOrWhiteSpace(written) ? null : WebAddress.Resolve(written, Base(element));

    private static bool IsEnclosureLink(MarkupElement child) => child.Name == "link" && child.Attribute("rel") == "enclosure";

    private static long? Length(MarkupElement child) =>
        long.TryParse(child.Attribute("length") ?? child.Attribute("filesize"), out var length) && length >= 0 ? length : null;
}
