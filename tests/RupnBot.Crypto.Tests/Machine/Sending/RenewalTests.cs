using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>Broken Olm sessions are replaced, rarely (specification, "Recovering from undecryptable messages"); sessions of a restored store are not used.</summary>
public sealed class RenewalTests : IAsyncLifetime
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
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_new_session_is_set_up_told_by_a_dummy_and_used_by_both_from_then_on()
    {
        await GarbleAsync();
        await _bot.SendPendingAsync();
        Assert.Equal(1, await _bot.SendPendingAsync());
        var dummy = Assert.Single(_server.TakeInbox(_ada.User, _ada.Device));
        var received = await _ada.SaveAsync(step => _ada.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [dummy] }, Ct));

        Assert.Empty(received.Refused);
        Assert.Equal(2, (await SessionsAsync(_bot, _ada)).Count);
        Assert.Equal(Latest(await SessionsAsync(_bot, _ada)), Latest(await SessionsAsync(_ada, _bot)));
        Assert.Equal(0, await _bot.SendPendingAsync());
    }

    [Fact]
    public async Task At_most_once_an_hour()
    {
        for (var minute = 0; minute < 180; minute += 10)
        {
            await GarbleAsync();
            while (await _bot.SendPendingAsync() > 0) await _bot.SendPendingAsync();
            _clock.Advance(TimeSpan.FromMinutes(10));
        }

        // The first one, of the start, and one in each hour.
        Assert.Equal(1 + 3, _server.Count(CryptoRequestKind.KeysClaim));
    }

    [Fact]
    public async Task A_key_to_a_device_with_a_broken_session_goes_over_a_new_one()
    {
        await GarbleAsync();
        await _bot.SaveAsync(step => _bot.Machine.InvalidateAsync(step, _salon.Room, Ct));
        await _bot.PrepareAsync(_salon);

        Assert.Equal(2, _server.Count(CryptoRequestKind.KeysClaim));
        Assert.Equal(2, (await SessionsAsync(_bot, _ada)).Count);
    }

    [Fact]
    public async Task Without_a_key_for_a_new_session_the_old_one_serves_on()
    {
        await GarbleAsync();
        _server.DropOneTimeKeys(_ada.User, _ada.Device);
        await _bot.SaveAsync(step => _bot.Machine.InvalidateAsync(step, _salon.Room, Ct));
        await _bot.PrepareAsync(_salon);
        await _ada.ReceiveAsync();

        Assert.Equal("bonjour", await _ada.ReadAsync(_salon.Room, _bot.User, (await _bot.EncryptAsync(_salon))!));
    }

    [Fact]
    public async Task A_device_that_could_not_read_the_key_of_a_room_gets_it_again_with_its_new_session()
    {
        // Ada writes on a session, and forgets it.
        await _ada.SendAsync((await _ada.AskAsync(_salon)).Requests);
        var copy = _ada.Journal.Count;
        await _ada.PrepareAsync(_salon);
        await _bot.ReceiveAsync();
        await _ada.RestoreAsync(copy);
        await _bot.SaveAsync(step => _bot.Machine.InvalidateAsync(step, _salon.Room, Ct));
        await _bot.PrepareAsync(_salon);
        Assert.Single((await _ada.ReceiveAsync()).Refused);

        while (await _ada.SendPendingAsync() > 0)
        {
        }

        Assert.Empty((await _bot.ReceiveAsync()).Refused);
        Assert.Null(await _bot.EncryptAsync(_salon));
        await _bot.PrepareAsync(_salon);
        Assert.Empty((await _ada.ReceiveAsync()).Refused);
        Assert.Equal("bonjour", await _ada.ReadAsync(_salon.Room, _bot.User, (await _bot.EncryptAsync(_salon))!));
    }

    [Fact]
    public async Task Keys_are_given_again_at_most_once_an_hour_whatever_a_device_says()
    {
        await _ada.PrepareAsync(_salon);
        var given = 0;
        for (var minute = 0; minute < 120; minute += 10)
        {
            await SayDummyAsync();
            given += await _bot.PrepareAsync(_salon);
            _clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(2, given);
    }

    [Fact]
    public async Task Who_was_to_get_a_key_again_and_left_instead_still_had_it()
    {
        await _ada.PrepareAsync(_salon);
        var before = (await _bot.EncryptAsync(_salon))!;
        await SayDummyAsync();
        var smaller = SharingTests.Salon(_bot);
        await _bot.PrepareAsync(smaller);

        Assert.NotEqual(SharingTests.SessionOf(before), SharingTests.SessionOf((await _bot.EncryptAsync(smaller))!));
    }

    [Fact]
    public async Task After_a_restored_copy_nothing_is_sent_with_a_ratchet_that_may_have_sent_before()
    {
        var before = (await SessionsAsync(_bot, _ada))[0].SessionId;
        var megolm = (await _bot.Store.OutboundSessionsAsync([_salon.Room], Ct))[_salon.Room].SessionId;
        await _bot.SaveAsync(async step =>
        {
            await CryptoMachine.DropSendingSessionsAsync(step);
            Assert.Null(await _bot.Machine.EncryptAsync(step, _salon, "m.room.message", JsonSerializer.SerializeToElement(new { body = "x" }), Ct));
        });
        await _bot.PrepareAsync(_salon);
        var content = await _bot.EncryptAsync(_salon);
        await _ada.ReceiveAsync();

        Assert.NotEqual(megolm, SharingTests.SessionOf(content!));
        Assert.Equal("bonjour", await _ada.ReadAsync(_salon.Room, _bot.User, content!));
        var sessions = await SessionsAsync(_bot, _ada);
        Assert.True(sessions.Single(session => session.SessionId == before).IsReceiveOnly);
        Assert.NotEqual(before, Latest(sessions));
    }

    [Fact]
    public async Task What_is_still_under_way_on_an_old_session_is_read_after_a_restored_copy()
    {
        await _ada.PrepareAsync(_salon);
        await _bot.SaveAsync(async step => await CryptoMachine.DropSendingSessionsAsync(step));
        await _bot.ReceiveAsync();

        Assert.Equal("bonjour", await _bot.ReadAsync(_salon.Room, _ada.User, (await _ada.EncryptAsync(_salon))!));
        Assert.All(await SessionsAsync(_bot, _ada), session => Assert.True(session.IsReceiveOnly));
    }

    private async Task SayDummyAsync()
    {
        var content = await _ada.SaveAsync(async step =>
        {
            var account = await _ada.Machine.OpenAccountAsync(step, Ct);
            var device = (await step.DevicesAsync(_bot.User, Ct))[_bot.Device];
            return await _ada.Machine.EncryptOlmAsync(step, account, device, "m.dummy", [], Ct);
        });
        var said = new ToDeviceEvent("m.room.encrypted", _ada.User.Value, JsonSerializer.SerializeToElement(content));
        var received = await _bot.SaveAsync(step => _bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [said] }, Ct));
        Assert.Empty(received.Refused);
    }

    private async Task GarbleAsync()
    {
        var (curve, _) = await _ada.SaveAsync(step => _ada.Machine.OwnKeysAsync(step, Ct));
        var (own, _) = await _bot.SaveAsync(step => _bot.Machine.OwnKeysAsync(step, Ct));
        var body = UnpaddedBase64.Encode([3, .. Guid.NewGuid().ToByteArray()]);
        var content = JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["algorithm"] = CryptoMachine.OlmAlgorithm,
            ["sender_key"] = curve,
            ["ciphertext"] = new Dictionary<string, object> { [own] = new { type = 1, body } },
        });
        var received = await _bot.SaveAsync(step => _bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [new ToDeviceEvent("m.room.encrypted", _ada.User.Value, content)] }, Ct));
        Assert.Single(received.Refused);
    }

    private static async Task<IReadOnlyList<OlmSessionRecord>> SessionsAsync(Party of, Party with)
    {
        var (curve, _) = await with.SaveAsync(step => with.Machine.OwnKeysAsync(step, Ct));
        using var step = new CryptoStep(of.Store);
        return await step.OlmSessionsAsync(curve, Ct);
    }

    private static string Latest(IReadOnlyList<OlmSessionRecord> sessions) => sessions.First(session => !session.IsReceiveOnly).SessionId;
}
