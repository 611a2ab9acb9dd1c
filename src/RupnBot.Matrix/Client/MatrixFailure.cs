namespace RupnBot.Matrix;

/// <summary>What kind of failure a <see cref="MatrixException"/> is.</summary>
public enum MatrixFailure
{
    /// <summary>The server answered with an error of its own; see <see cref="MatrixException.Status"/> and <see cref="MatrixException.ErrorCode"/>.</summary>
    Server,

    /// <summary>Too many requests (429); see <see cref="MatrixException.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>No answer: refused, reset, cut, or no such host. The request may have been carried out.</summary>
    Transport,

    /// <summary>No answer in time. The request may have been carried out.</summary>
    Timeout,

    /// <summary>An answer that is not what the specification says: not JSON, wrong shape.</summary>
    InvalidResponse,

    /// <summary>An answer larger than allowed; see <see cref="MatrixClientOptions"/>.</summary>
    ResponseTooLarge,

    /// <summary>The access token is no longer valid; see <see cref="MatrixException.SoftLogout"/>.</summary>
    UnknownToken,

    /// <summary>The account has expired (Tchap: <c>ORG_MATRIX_EXPIRED_ACCOUNT</c>); it can be renewed by mail.</summary>
    AccountExpired,

    /// <summary>The upload's address already has content (<c>M_CANNOT_OVERWRITE_MEDIA</c>): an earlier attempt arrived.</summary>
    MediaAlreadyUploaded,

    /// <summary>The server does not know this request (<c>M_UNRECOGNIZED</c>).</summary>
    Unsupported,

    /// <summary>The server asks for stages of user-interactive authentication; see <see cref="MatrixException.Interactive"/>.</summary>
    AuthenticationNeeded,

    /// <summary>A request that needs a session was made without one.</summary>
    NoSession,
}
