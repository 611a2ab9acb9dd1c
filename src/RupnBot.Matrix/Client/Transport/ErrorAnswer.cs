using System.Net;
using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>Turns an answer that is no success into a <see cref="MatrixException"/> (specification, "Standard error response").</summary>
internal static class ErrorAnswer
{
    public const int MaximumBytes = 64 * 1024;
    private const int LongestCode = 100;
    private const int LongestText = 300;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static MatrixException ToException(MatrixRequest request, HttpResponseMessage response, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var error = EventContentReader.ParseObject(body);
        var code = SafeCode(error);
        var interactive = response.StatusCode == HttpStatusCode.Unauthorized ? InteractiveAuthentication.Read(error) : null;
        return new MatrixException(interactive is null ? ReasonOf(response.StatusCode, code) : MatrixFailure.AuthenticationNeeded, $"{request}: {(int)response.StatusCode} {code}".TrimEnd())
        {
            Status = response.StatusCode,
            ErrorCode = code,
            ServerText = Text(error),
            RetryAfter = RetryAfter(error, response, now),
            Location = response.Headers.Location,
            Interactive = interactive,
            SoftLogout = error.BooleanOrNull("soft_logout") ?? false,
        };
    }

    private static MatrixFailure ReasonOf(HttpStatusCode status, string? code) => (status, code) switch
    {
        (HttpStatusCode.TooManyRequests, _) or (_, "M_LIMIT_EXCEEDED") => MatrixFailure.RateLimited,
        (_, "M_UNKNOWN_TOKEN" or "M_MISSING_TOKEN") => MatrixFailure.UnknownToken,
        (_, "ORG_MATRIX_EXPIRED_ACCOUNT") => MatrixFailure.AccountExpired,
        (_, "M_CANNOT_OVERWRITE_MEDIA") => MatrixFailure.MediaAlreadyUploaded,
        (_, "M_UNRECOGNIZED") => MatrixFailure.Unsupported,
        _ => MatrixFailure.Server,
    };

    // The code goes into messages and logs: only what a code may hold, so that a page or an echo of our own request never does.
    private static string? SafeCode(JsonElement error)
    {
        var code = TryString(error, "errcode");
        return code is { Length: > 0 and <= LongestCode } && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_' or '.')
            ? code
            : null;
    }

    private static string? Text(JsonElement error) =>
        TryString(error, "error") is { } text ? text[..Math.Min(text.Length, LongestText)] : null;

    private static string? TryString(JsonElement error, string name)
    {
        try
        {
            return error.StringOrNull(name);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static TimeSpan? RetryAfter(JsonElement error, HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = error.LongOrNull("retry_after_ms") is { } milliseconds
            ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, (long)LongestWait.TotalMilliseconds))
            : response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - now);
        if (wait is not { } span) return null;
        return span < TimeSpan.Zero ? TimeSpan.Zero : span > LongestWait ? LongestWait : span;
    }
}
