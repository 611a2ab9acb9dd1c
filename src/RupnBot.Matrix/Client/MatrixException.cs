using System.Net;

namespace RupnBot.Matrix;

/// <summary>A request that failed. The message never holds a token, a password or a body.</summary>
public sealed class MatrixException : Exception
{
    /// <summary>A failure of a given kind.</summary>
    public MatrixException(MatrixFailure reason, string message, Exception? inner = null) : base(message, inner) => Reason = reason;

    /// <summary>A failure without more to say.</summary>
    public MatrixException() : this(MatrixFailure.Server, "The Matrix request failed.")
    {
    }

    /// <summary>A failure described by its message.</summary>
    public MatrixException(string message) : this(MatrixFailure.Server, message)
    {
    }

    /// <summary>A failure described by its message and what caused it.</summary>
    public MatrixException(string message, Exception innerException) : this(MatrixFailure.Server, message, innerException)
    {
    }

    /// <summary>The kind of failure.</summary>
    public MatrixFailure Reason { get; }

    /// <summary>The HTTP status, when there was an answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary><c>errcode</c>, such as <c>M_FORBIDDEN</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What the server says of it, for people; at most 300 characters. It is the server's word and may repeat what was sent.</summary>
    public string? ServerText { get; init; }

    /// <summary>Where a redirect leads; it is never followed with a token.</summary>
    internal Uri? Location { get; init; }

    /// <summary>How long the server asks to wait: <c>retry_after_ms</c>, else the <c>Retry-After</c> header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>On <see cref="MatrixFailure.UnknownToken"/>: the device still exists, logging in again with its id keeps it.</summary>
    public bool SoftLogout { get; init; }

    /// <summary>On <see cref="MatrixFailure.AuthenticationNeeded"/>: what may be done.</summary>
    public InteractiveAuthentication? Interactive { get; init; }

    /// <summary>The same request may succeed later, as it is.</summary>
    public bool IsTransient => Reason switch
    {
        // A page of a reverse proxy instead of JSON: the server behind it may be well in a minute.
        MatrixFailure.RateLimited or MatrixFailure.Transport or MatrixFailure.Timeout or MatrixFailure.InvalidResponse => true,
        MatrixFailure.Server => Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout,
        _ => false,
    };
}
