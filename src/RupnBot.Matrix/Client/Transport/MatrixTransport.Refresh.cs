using System.Net;
using System.Text.Json;

namespace RupnBot.Matrix;

internal sealed partial class MatrixTransport
{
    // Specification, "POST /_matrix/client/v3/refresh". It does not wait its turn: every request behind it waits for the token.
    private async Task<MatrixSession> RefreshAsync(MatrixSession session, CancellationToken ct)
    {
        if (session.RefreshToken is not { } token) throw new MatrixException(MatrixFailure.UnknownToken, "The session has no refresh token.");
        var request = new MatrixRequest(HttpMethod.Post, Route.Of($"/_matrix/client/v3/refresh"))
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new RefreshRequest(token), MatrixJson.Default.RefreshRequest),
            Authenticated = false,
            Paced = false,
        };
        try
        {
            var answer = await SendAsync(request, RequestPriority.Interactive, Json.Reader(MatrixJson.Default.RefreshAnswer), ct).ConfigureAwait(false);
            return session with
            {
                AccessToken = answer.AccessToken,
                RefreshToken = answer.RefreshToken ?? token,
                ExpiresAt = Expiry(answer.ExpiresInMs),
            };
        }
        catch (MatrixException refused) when (refused.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new MatrixException(MatrixFailure.UnknownToken, "The server refused to renew the session.", refused)
            {
                Status = refused.Status,
                ErrorCode = refused.ErrorCode,
                SoftLogout = refused.SoftLogout,
            };
        }
    }

    public DateTimeOffset? Expiry(long? milliseconds) =>
        milliseconds is { } span ? _time.GetUtcNow().AddMilliseconds(Math.Clamp(span, 0, (long)TimeSpan.FromDays(3650).TotalMilliseconds)) : null;
}
