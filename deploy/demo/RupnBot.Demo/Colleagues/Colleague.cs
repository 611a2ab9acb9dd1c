using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues;

/// <summary>
/// Someone at a Matrix client: registers or logs in, opens salons as Tchap does, writes, votes, and reads what is there.
/// </summary>
public sealed partial class Colleague : IDisposable
{
    private readonly MatrixCalls _calls;

    private Colleague(MatrixCalls calls, Uri homeserver, JsonObject answer, string password)
    {
        _calls = calls;
        Homeserver = homeserver;
        UserId = answer["user_id"]!.GetValue<string>();
        DeviceId = answer["device_id"]!.GetValue<string>();
        AccessToken = answer["access_token"]!.GetValue<string>();
        Password = password;
        calls.Authorise(AccessToken);
    }

    public Uri Homeserver { get; }

    public string UserId { get; }

    public string DeviceId { get; }

    public string AccessToken { get; }

    public string Password { get; }

    /// <summary>The local part of <see cref="UserId"/>.</summary>
    public string LocalPart => UserId[1..UserId.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Opens an account on a server where anyone may, with a password of its own.</summary>
    public static async Task<Colleague> RegisterAsync(
        Uri homeserver, string localPart, string displayName, CancellationToken cancellationToken, string? password = null)
    {
        var secret = password ?? Guid.NewGuid().ToString("N");
        var colleague = await AuthenticateAsync(
            homeserver,
            "v3/register",
            new JsonObject
            {
                ["username"] = localPart,
                ["password"] = secret,
                ["auth"] = new JsonObject { ["type"] = "m.login.dummy" },
            },
            secret,
            cancellationToken);
        await colleague.SetDisplayNameAsync(displayName, cancellationToken);
        return colleague;
    }

    /// <summary>Logs in on a new device.</summary>
    public static Task<Colleague> LogInAsync(Uri homeserver, string user, string password, CancellationToken cancellationToken) =>
        AuthenticateAsync(
            homeserver,
            "v3/login",
            new JsonObject
            {
                ["type"] = "m.login.password",
                ["identifier"] = new JsonObject { ["type"] = "m.id.user", ["user"] = user },
                ["password"] = password,
            },
            password,
            cancellationToken);

    public Task SetDisplayNameAsync(string displayName, CancellationToken cancellationToken) => _calls.CallAsync(
        HttpMethod.Put,
        $"v3/profile/{Escape(UserId)}/displayname",
        new JsonObject { ["displayname"] = displayName },
        cancellationToken);

    /// <summary>Ends the session; its device is gone.</summary>
    public Task LogOutAsync(CancellationToken cancellationToken) => _calls.CallAsync(HttpMethod.Post, "v3/logout", [], cancellationToken);

    public void Dispose() => _calls.Dispose();

    private static async Task<Colleague> AuthenticateAsync(
        Uri homeserver, string path, JsonObject body, string password, CancellationToken cancellationToken)
    {
        var calls = new MatrixCalls(homeserver);
        try
        {
            return new Colleague(calls, homeserver, await calls.CallAsync(HttpMethod.Post, path, body, cancellationToken), password);
        }
        catch
        {
            calls.Dispose();
            throw;
        }
    }

    private static string Escape(string segment) => Uri.EscapeDataString(segment);
}
