namespace RupnBot.Sources.Feeds;

/// <summary>What one document may cost. Everything beyond a limit is left out, never an exception.</summary>
public sealed record FeedLimits
{
    public static FeedLimits Default { get; } = new();

    /// <summary>Bytes of a document; a larger one is refused whole. Default 10 MiB.</summary>
    public int Bytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Entries read; the rest of the document is not looked at. Default 200.</summary>
    public int Entries { get; init; } = 200;

    /// <summary>Open elements; what is deeper is skipped. Default 64.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Elements noted in one document, markup inside texts not counted. Default 100,000.</summary>
    public int Elements { get; init; } = 100_000;

    /// <summary>Attributes read of one tag. Default 64.</summary>
    public int Attributes { get; init; } = 64;

    /// <summary>Characters of a title, a link, an identifier or a name. Default 2,000.</summary>
    public int ShortText { get; init; } = 2_000;

    /// <summary>Characters of a summary's source. Default 100,000.</summary>
    public int LongText { get; init; } = 100_000;

    /// <summary>Values of a repeated element of one entry (categories, enclosures, authors). Default 30.</summary>
    public int Values { get; init; } = 30;
}
