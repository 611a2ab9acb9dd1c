using System.Collections.Frozen;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>Namespaces of feeds under the prefix everybody gives them; RSS and Atom themselves have none, feeds mix them freely.</summary>
internal static class Modules
{
    private static readonly FrozenDictionary<string, string> Addresses = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["backend.userland.com/rss"] = "",
        ["backend.userland.com/rss2"] = "",
        ["backend.userland.com/rss091"] = "",
        ["blogs.law.harvard.edu/tech/rss"] = "",
        ["purl.org/rss/1.0"] = "",
        ["my.netscape.com/rdf/simple/0.9"] = "",
        ["channel.netscape.com/rdf/simple/0.9"] = "",
        ["my.netscape.com/publish/formats/rss-0.91.dtd"] = "",
        ["purl.org/atom/ns"] = "",
        ["www.w3.org/2005/atom"] = "",
        ["purl.org/rss/1.0/modules/rss091"] = "",
        ["purl.org/rss/1.0/modules/content"] = "content",
        ["purl.org/dc/elements/1.0"] = "dc",
        ["purl.org/dc/elements/1.1"] = "dc",
        ["purl.org/dc/terms"] = "dcterms",
        ["rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
        ["www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["search.yahoo.com/mrss"] = "media",
        ["www.w3.org/1999/02/22-rdf-syntax-ns"] = "rdf",
        ["purl.org/rss/1.0/modules/slash"] = "slash",
        ["purl.org/rss/1.0/modules/syndication"] = "sy",
        ["wellformedweb.org/commentapi"] = "wfw",
        ["www.w3.org/1999/xhtml"] = "xhtml",
        ["www.w3.org/xml/1998/namespace"] = "xml",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        Addresses.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The module of a namespace name; the scheme, a last slash or # and case do not matter. Null when unknown.</summary>
    public static string? OfAddress(ReadOnlySpan<char> address)
    {
        var separator = address.IndexOf("://");
        if (separator >= 0) address = address[(separator + 3)..];
        address = address.TrimEnd("/#");
        return BySpan.TryGetValue(address, out var module) ? module : null;
    }

    /// <summary>What a prefix of unknown meaning stands for: itself, save those that people give to RSS and Atom.</summary>
    public static string OfPrefix(string prefix) => prefix switch
    {
        "atom" or "atom03" or "atom10" or "a10" or "rss" or "rss1" or "rss10" => "",
        _ => prefix,
    };
}
