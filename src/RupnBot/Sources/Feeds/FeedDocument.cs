namespace RupnBot.Sources.Feeds;

/// <summary>What was read of a feed. With an <see cref="Error"/> there are no entries.</summary>
public sealed record FeedDocument
{
    public FeedFormat Format { get; init; }
    public string? Title { get; init; }
    public Uri? SiteLink { get; init; }

    /// <summary>BCP 47 tag as written, for instance <c>fr</c>.</summary>
    public string? Language { get; init; }

    /// <summary>What made it, for instance <c>SPIP - www.spip.net</c>.</summary>
    public string? Generator { get; init; }

    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>One of <see cref="FeedErrors"/>; null when the document is a feed.</summary>
    public string? Error { get; init; }

    /// <summary>The document was broken and this is what could be read of it.</summary>
    public bool Recovered { get; init; }

    internal static FeedDocument Failed(string error) => new() { Error = error };
}
