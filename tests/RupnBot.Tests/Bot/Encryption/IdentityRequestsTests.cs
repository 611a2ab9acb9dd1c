using RupnBot.Bot.Encryption;
using RupnBot.Crypto;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Encryption;

/// <summary>The own identity is published with the configured password where the server asks for it, and never in the place of another.</summary>
public sealed class IdentityRequestsTests : IAsyncLifetime
{
    private static readonly CryptoRequest Upload = new(
        CryptoRequestKind.SigningKeysUpload, "id", HttpMethod.Post, "/_matrix/client/v3/keys/device_signing/upload", """{"master_key":{"keys":{}}}"""u8.ToArray());

    private IdentityServer _server = null!;
    private BotBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await IdentityServer.StartAsync();
        _bench = await BotBench.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Without_being_asked_no_password_is_given()
    {
        Assert.True(await SendAsync());
        Assert.False(Assert.Single(_server.Uploads).TryGetProperty("auth", out _));
    }

    [Fact]
    public async Task The_password_and_the_servers_session_are_given_when_it_asks()
    {
        _server.Password = "secret";
        Assert.True(await SendAsync());
        Assert.Equal(2, _server.Uploads.Count);
        Assert.True(_server.Uploads[1].TryGetProperty("master_key", out _));
    }

    [Fact]
    public async Task An_identity_that_is_there_already_is_not_replaced()
    {
        _server.Password = "secret";
        _server.OwnKeys = new
        {
            device_keys = new Dictionary<string, object> { [BotBench.Robot.Value] = new { } },
            master_keys = new Dictionary<string, object> { [BotBench.Robot.Value] = new { } },
        };
        Assert.False(await SendAsync());
        Assert.False(Assert.Single(_server.Uploads).TryGetProperty("auth", out _));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once()
    {
        _server.Password = "another";
        Assert.False(await SendAsync());
        Assert.Equal(2, _server.Uploads.Count);
    }

    private async Task<bool> SendAsync()
    {
        using var client = _server.Client(_bench);
        return await _bench.Get<IdentityRequests>().SendAsync(client, Upload, TestContext.Current.CancellationToken);
    }
}
