namespace RupnBot.Matrix;

/// <summary>Who is logged in, on which device, with which token. To be kept: a new login each start piles up devices.</summary>
public sealed record MatrixSession(
    UserId UserId, DeviceId DeviceId, string AccessToken, string? RefreshToken = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Without the tokens.</summary>
    public override string ToString() => $"{UserId} on {DeviceId}";
}
