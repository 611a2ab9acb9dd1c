namespace RupnBot.Matrix;

/// <summary>Whose token it is.</summary>
public sealed record WhoAmI(UserId UserId, DeviceId? DeviceId = null, bool IsGuest = false);

internal sealed record RefreshRequest(string RefreshToken);

internal sealed record RefreshAnswer(string AccessToken, string? RefreshToken = null, long? ExpiresInMs = null);

internal sealed record LoginFlow(string Type);

internal sealed record LoginFlowsAnswer(IReadOnlyList<LoginFlow> Flows);

internal sealed record LoginIdentifier(string Type, string? User = null, string? Medium = null, string? Address = null);

internal sealed record LoginRequest(string Type)
{
    public LoginIdentifier? Identifier { get; init; }

    public string? Password { get; init; }

    public string? Token { get; init; }

    public DeviceId? DeviceId { get; init; }

    public string? InitialDeviceDisplayName { get; init; }

    public bool? RefreshToken { get; init; }
}

internal sealed record LoginAnswer(
    UserId UserId, DeviceId DeviceId, string AccessToken, string? RefreshToken = null, long? ExpiresInMs = null);

internal sealed record RegisterAuth(string Type, string? Session = null);

internal sealed record RegisterRequest(
    string Username, string Password, RegisterAuth Auth, DeviceId? DeviceId = null, string? InitialDeviceDisplayName = null, bool? RefreshToken = null);
