using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>A store restored from a copy while nobody told: our own words come back from where we have not been yet.</summary>
public sealed class RestoredCopyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();
    private Party _bot = null!;
    private Party _ada = null!;
    private RoomEncryption _salon = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        _ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        _salon = SharingTests.Salon(_bot, _ada);
        await _bot.PrepareAsync(_salon);
        await _ada.ReceiveAsync();
        await _bot.EncryptAsync(_salon);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_own_echo_from_an_index_not_reached_drops_all_that_sends()
    {
        var copy = _bot.Journal.Count;
        var next = (await _bot.EncryptAsync(_salon, "apres la copie"))!;
        await _bot.RestoreAsync(copy);

        Assert.Equal("apres la copie", await _bot.ReadAsync(_salon.Room, _bot.User, next));

        Assert.Empty(await _bot.Store.OutboundSessionsAsync([_salon.Room], Ct));
        Assert.Null(await _bot.EncryptAsync(_salon));
        await _bot.PrepareAsync(_salon);
        var again = (await _bot.EncryptAsync(_salon))!;
        Assert.NotEqual(SharingTests.SessionOf(next), SharingTests.SessionOf(again));
        Assert.Empty((await _ada.ReceiveAsync()).Refused);
        Assert.Equal("bonjour", await _ada.ReadAsync(_salon.Room, _bot.User, again));
        Assert.Contains(await SessionsAsync(), session => session.IsReceiveOnly);
    }

    [Fact]
    public async Task An_echo_of_what_is_known_to_be_said_drops_nothing()
    {
        var said = (await _bot.EncryptAsync(_salon, "connu"))!;

        Assert.Equal("connu", await _bot.ReadAsync(_salon.Room, _bot.User, said));
        Assert.Equal(nameof(CryptoFailure.Replay), await _bot.ReadAsync(_salon.Room, _bot.User, said));

        Assert.NotNull(await _bot.EncryptAsync(_salon));
        Assert.All(await SessionsAsync(), session => Assert.False(session.IsReceiveOnly));
    }

    [Fact]
    public async Task What_a_server_makes_up_in_our_name_drops_nothing()
    {
        var copy = _bot.Journal.Count;
        var next = JsonNode.Parse((await _bot.EncryptAsync(_salon))!)!;
        await _bot.RestoreAsync(copy);
        Assert.True(UnpaddedBase64.TryDecode(next["ciphertext"]!.GetValue<string>(), out var message));
        message[^1] ^= 1;
        next["ciphertext"] = UnpaddedBase64.Encode(message);

        Assert.Equal(nameof(CryptoFailure.BadSignature), await _bot.ReadAsync(_salon.Room, _bot.User, JsonSerializer.SerializeToUtf8Bytes(next)));

        Assert.NotNull(await _bot.EncryptAsync(_salon));
    }

    [Fact]
    public async Task What_the_same_step_received_and_sent_before_is_dropped_too()
    {
        await _ada.PrepareAsync(_salon);
        var inbox = _server.TakeInbox(_bot.User, _bot.Device);
        var copy = _bot.Journal.Count;
        await _bot.EncryptAsync(_salon);
        var second = (await _bot.EncryptAsync(_salon))!;
        await _bot.RestoreAsync(copy);

        await _bot.SaveAsync(async step =>
        {
            // Ada's message makes the session the one to send on; it is not, in a copy.
            Assert.Empty((await _bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = inbox }, Ct)).Refused);
            Assert.NotNull(await _bot.Machine.EncryptAsync(step, _salon, "m.room.message", JsonSerializer.SerializeToElement(new { body = "x" }), Ct));
            var echo = new EncryptedEvent(new RupnBot.Matrix.EventId("$echo"), _bot.User, 1, JsonSerializer.Deserialize<JsonElement>(second));
            Assert.IsType<RoomDecryption.Read>(await _bot.Machine.DecryptAsync(step, _salon.Room, echo, Ct));
            Assert.Null(await step.OutboundSessionAsync(_salon.Room, Ct));
        });

        Assert.Empty(await _bot.Store.OutboundSessionsAsync([_salon.Room], Ct));
        Assert.Empty(await _bot.Store.ToDeviceAsync(10, Ct));
        Assert.All(await SessionsAsync(), session => Assert.True(session.IsReceiveOnly));
    }

    private async Task<IReadOnlyList<OlmSessionRecord>> SessionsAsync()
    {
        var (curve, _) = await _ada.SaveAsync(step => _ada.Machine.OwnKeysAsync(step, Ct));
        using var step = new CryptoStep(_bot.Store);
        return await step.OlmSessionsAsync(curve, Ct);
    }
}
