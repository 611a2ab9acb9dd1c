namespace RupnBot.Sources.Fetching;

/// <summary>What a fetch hopes to find; it decides the <c>Accept</c> header, nothing is refused by it.</summary>
public enum FetchPurpose
{
    Feed,
    Page,
    Calendar,
}

/// <summary>One address to read, with the validators its last answer carried.</summary>
/// <param name="Address">Absolute, http or https, without user name or password.</param>
public sealed record FetchRequest(Uri Address)
{
    public FetchPurpose Purpose { get; init; } = FetchPurpose.Feed;

    /// <summary>The last answer's <c>ETag</c>, as it came.</summary>
    public string? ETag { get; init; }

    /// <summary>The last answer's <c>Last-Modified</c>, as it came.</summary>
    public string? LastModified { get; init; }

    /// <summary>
    /// The final address the validators came from; null when it is <see cref="Address"/>. A validator says something about one resource
    /// only (RFC 9110, section 8.8), so no other hop of a redirect is shown it.
    /// </summary>
    public Uri? ValidatorsFrom { get; init; }
}
