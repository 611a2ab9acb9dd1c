using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Encryption;

/// <summary>What a homeserver does for the own identity and its backup, over a real socket.</summary>
internal sealed class IdentityServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private IdentityServer(WebApplication server) => _server = server;

    /// <summary>The bodies of what was asked to publish, in order.</summary>
    public List<JsonElement> Uploads { get; } = [];

    /// <summary>What a question about the own keys is answered.</summary>
    public object OwnKeys { get; set; } = new { device_keys = new Dictionary<string, object> { [BotBench.Robot.Value] = new { } } };

    /// <summary>The password that lets keys be published; null: none is asked for.</summary>
    public string? Password { get; set; }

    /// <summary>The account data, by type.</summary>
    public Dictionary<string, JsonElement> AccountData { get; } = new();

    /// <summary>The sessions in the backup.</summary>
    public JsonElement? Backup { get; set; }

    public static async Task<IdentityServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new IdentityServer(app);
        app.MapPost("/_matrix/client/v3/keys/query", () => Results.Json(server.OwnKeys));
        app.MapPost("/_matrix/client/v3/keys/device_signing/upload", (JsonElement body) => server.Upload(body));
        app.MapGet("/_matrix/client/v3/room_keys/keys", () => server.Backup is { } backup ? Results.Json(backup) : Results.Json(new { errcode = "M_NOT_FOUND" }, statusCode: 404));
        app.MapGet("/_matrix/client/v3/user/{user}/account_data/{type}", (string type) =>
            server.AccountData.TryGetValue(type, out var data) ? Results.Json(data) : Results.Json(new { errcode = "M_NOT_FOUND" }, statusCode: 404));
        app.MapPut("/_matrix/client/v3/user/{user}/account_data/{type}", (string type, JsonElement data) =>
        {
            server.AccountData[type] = data.Clone();
            return Results.Json(new { });
        });
        app.MapPost("/_matrix/client/v3/keys/{what}", () => Results.Json(new { }));
        app.MapPost("/_matrix/client/v3/keys/signatures/upload", () => Results.Json(new { }));
        app.MapPost("/_matrix/client/v3/room_keys/version", () => Results.Json(new { version = "1" }));
        app.MapFallback(() => Results.Json(new { errcode = "M_NOT_FOUND", error = "no" }, statusCode: 404));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public MatrixClient Client(BotBench bench)
    {
        var client = new MatrixClient(new HttpClient(), new MatrixClientOptions { Homeserver = new Uri(_server.Urls.First()) }, TimeProvider.System);
        client.UseSession(new MatrixSession(BotBench.Robot, bench.Get<RupnBot.Bot.Session.BotSession>().DeviceId, "token"));
        return client;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Upload(JsonElement body)
    {
        Uploads.Add(body.Clone());
        var isProven = Password is null || (body.TryGetProperty("auth", out var auth) && auth.GetProperty("password").GetString() == Password && auth.GetProperty("session").GetString() == "s1");
        return isProven ? Results.Json(new { }) : Results.Json(new { session = "s1", flows = new[] { new { stages = new[] { "m.login.password" } } } }, statusCode: 401);
    }
}
