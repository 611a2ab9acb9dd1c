namespace RupnBot.Sources.Fetching;

/// <summary>
/// Why a fetch brought nothing. <see cref="BlockedAddress"/> and <see cref="NameNotResolved"/> should read alike to a person in chat:
/// told apart they would say which names exist inside the network.
/// </summary>
public enum FetchFailure
{
    /// <summary>Not http or https, a user name or password in it, a forbidden port, too long.</summary>
    InvalidAddress,

    /// <summary>It leads to an address that is not on the public Internet.</summary>
    BlockedAddress,

    NameNotResolved,

    /// <summary>Refused, unreachable, or cut before the end.</summary>
    ConnectionFailed,

    /// <summary>No agreement on encryption, or a certificate that does not hold.</summary>
    TlsFailed,

    /// <summary>Not done within <see cref="FetchOptions.FetchTimeLimit"/>, however steadily it trickled.</summary>
    TimedOut,

    /// <summary>Too many others wait for the same host; it was not asked at all, so this is no failure of the source.</summary>
    HostBusy,

    /// <summary>Body or header fields above the limit, on the wire or decompressed.</summary>
    TooLarge,

    TooManyRedirects,

    /// <summary>A redirect without a usable target, to another scheme, or out of encryption.</summary>
    BadRedirect,

    /// <summary>What came is not HTTP.</summary>
    BadResponse,

    /// <summary>A content coding that is unknown, stacked too high, or does not decode.</summary>
    BadContentEncoding,

    /// <summary>Any other status than success; <see cref="FetchFailed.StatusCode"/> says which.</summary>
    HttpStatus,

    /// <summary>410 for the address itself (not for where a temporary redirect led): it will not come back.</summary>
    Gone,

    /// <summary>429.</summary>
    RateLimited,

    /// <summary>The site's robots.txt asks that this page be left alone (RFC 9309).</summary>
    RobotsDisallow,
}
