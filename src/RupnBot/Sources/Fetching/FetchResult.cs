namespace RupnBot.Sources.Fetching;

/// <summary>How a fetch ended. Nothing a server answers makes <see cref="FeedFetcher"/> throw.</summary>
public abstract record FetchResult
{
    private protected FetchResult()
    {
    }
}

/// <summary>The server sent a body; an empty one is a body too.</summary>
/// <param name="Body">Decompressed, at most <see cref="FetchOptions.MaximumBytes"/> long.</param>
/// <param name="ContentType">As declared, unchecked.</param>
/// <param name="FinalAddress">Where the body came from after redirects: the base of its relative links.</param>
/// <param name="PermanentAddress">To be stored in place of the requested address; null when that still stands.</param>
/// <param name="ETag">To be sent back next time, as it came.</param>
/// <param name="LastModified">To be sent back next time, as it came.</param>
/// <param name="MaxAge">How long the server says this stays fresh, at most 24 hours.</param>
public sealed record Fetched(
    byte[] Body, string? ContentType, Uri FinalAddress, Uri? PermanentAddress, string? ETag, string? LastModified, TimeSpan? MaxAge)
    : FetchResult;

/// <summary>Nothing new since the validators of the request; they stay in force unless the answer brought newer ones.</summary>
public sealed record NotModified(Uri FinalAddress, Uri? PermanentAddress, string? ETag, string? LastModified, TimeSpan? MaxAge) : FetchResult;

/// <summary>The fetch brought nothing.</summary>
/// <param name="Reason">What a person is told, in words of their own language.</param>
/// <param name="StatusCode">The status, when the server gave one.</param>
/// <param name="RetryAfter">How long the server asks to be left alone, at most 24 hours.</param>
/// <param name="Detail">For the operator, in English; never an address, a header or a byte of the body.</param>
public sealed record FetchFailed(FetchFailure Reason, int? StatusCode = null, TimeSpan? RetryAfter = null, string? Detail = null) : FetchResult;
