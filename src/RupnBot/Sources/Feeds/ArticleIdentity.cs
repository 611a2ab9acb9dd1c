using RupnBot.Sources.Html;

namespace RupnBot.Sources.Feeds;

/// <summary>
/// A stable name for an article, so that it is relayed once: SPIP's article number on its host, else the identifier, else the link.
/// Moves of a site within its host and bumped dates change nothing. To be compared within one source.
/// </summary>
public static class ArticleIdentity
{
    private const int Longest = 500;

    /// <param name="entry">The article.</param>
    /// <param name="isSpip">The feed is SPIP's (see <see cref="IsSpip"/>): then names ending with a number are article numbers.</param>
    /// <returns>Null when the entry has neither identifier, link nor title.</returns>
    public static string? Of(FeedEntry entry, bool isSpip)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var identifier = entry.Id is null ? null : WebAddress.Resolve(entry.Id, null);
        var spip = SpipArticle.Find(entry.Link, isSpip) ?? SpipArticle.Find(identifier, isSpip);
        var key = spip
            ?? (identifier is not null ? "url:" + Canonical(identifier) : entry.Id is { Length: > 0 } id ? "id:" + Scope(id, entry.Link) + id : null)
            ?? (entry.Link is { } link ? "url:" + Canonical(link) : null)
            ?? (entry.Title is { } title ? "title:" + title : null);
        return key is null || key.Length <= Longest ? key : key[..Longest];
    }

    /// <summary>The feed says that SPIP made it, or its address does.</summary>
    public static bool IsSpip(FeedDocument document, Uri? address)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Generator?.Contains("SPIP", StringComparison.OrdinalIgnoreCase) == true
            || address?.AbsolutePath.EndsWith("/spip.php", StringComparison.OrdinalIgnoreCase) == true
            || address?.Query.Contains("page=backend", StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>The address without scheme, <c>www.</c>, default port, fragment, tracking and last slash.</summary>
    public static string Canonical(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var clean = TrackingParameters.Remove(address);
        return Host(clean) + clean.AbsolutePath.TrimEnd('/') + clean.Query.TrimEnd('?', '&');
    }

    // "42" means something on its site only; tag: and urn: are unique everywhere (RFC 4151, RFC 8141).
    private static string Scope(string id, Uri? link) =>
        link is null || id.StartsWith("tag:", StringComparison.OrdinalIgnoreCase) || id.StartsWith("urn:", StringComparison.OrdinalIgnoreCase)
            ? ""
            : Host(link) + ":";

    internal static string Host(Uri address)
    {
        var host = address.IdnHost.ToLowerInvariant().TrimEnd('.');
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        return address.IsDefaultPort ? host : $"{host}:{address.Port}";
    }
}
