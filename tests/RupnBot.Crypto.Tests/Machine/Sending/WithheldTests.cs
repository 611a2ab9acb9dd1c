using Microsoft.Extensions.Time.Testing;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>Devices that get no key are told why, once (specification, "m.room_key.withheld"; MSC4153).</summary>
public sealed class WithheldTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unsigned_device_where_only_signed_ones_get_keys()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test", options: new CryptoOptions { Recipients = KeyRecipients.CrossSigned });
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        var eve = await Party.StartAsync(_server, _clock, "@eve:tchap.test");
        var salon = SharingTests.Salon(bot, ada, eve);
        await bot.SendAsync((await bot.AskAsync(salon)).Requests);
        await bot.ChangeDeviceAsync(ada, device => device with { IsCrossSigned = true });
        await bot.PrepareAsync(salon);
        var content = await bot.EncryptAsync(salon);
        await ada.ReceiveAsync();
        var told = Assert.Single(_server.TakeInbox(eve.User, eve.Device));

        Assert.Equal("bonjour", await ada.ReadAsync(salon.Room, bot.User, content!));
        Assert.Equal("m.room_key.withheld", told.Type);
        Assert.Equal("m.unverified", told.Content.GetProperty("code").GetString());
        Assert.Equal(SharingTests.SessionOf(content!), told.Content.GetProperty("session_id").GetString());
        Assert.Equal(salon.Room.Value, told.Content.GetProperty("room_id").GetString());
        Assert.Equal(0, await bot.PrepareAsync(salon));
    }

    [Fact]
    public async Task A_device_signed_later_gets_the_key_from_there_on()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test", options: new CryptoOptions { Recipients = KeyRecipients.CrossSigned });
        var eve = await Party.StartAsync(_server, _clock, "@eve:tchap.test");
        var salon = SharingTests.Salon(bot, eve);
        await bot.PrepareAsync(salon);
        var before = await bot.EncryptAsync(salon);
        await bot.ChangeDeviceAsync(eve, device => device with { IsCrossSigned = true });
        await bot.PrepareAsync(salon);
        await eve.ReceiveAsync();

        Assert.Equal("bonjour", await eve.ReadAsync(salon.Room, bot.User, (await bot.EncryptAsync(salon))!));
        Assert.Equal("UnknownMessageIndex", await eve.ReadAsync(salon.Room, bot.User, before!));
    }

    [Fact]
    public async Task A_distrusted_device_cannot_read_on_is_told_and_reads_again_when_trusted_again()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        var salon = SharingTests.Salon(bot, ada);
        await bot.PrepareAsync(salon);
        await ada.ReceiveAsync();
        Assert.True(await bot.SaveAsync(step => bot.Machine.DistrustAsync(step, ada.User, ada.Device, Ct)));
        Assert.Null(await bot.EncryptAsync(salon));
        await bot.PrepareAsync(salon);
        var content = await bot.EncryptAsync(salon);
        await ada.ReceiveAsync();
        Assert.Equal("Withheld", await ada.ReadAsync(salon.Room, bot.User, content!));

        await bot.SaveAsync(step => bot.Machine.TrustAgainAsync(step, ada.User, ada.Device, Ct));
        await bot.PrepareAsync(salon);
        await ada.ReceiveAsync();
        Assert.Equal("bonjour", await ada.ReadAsync(salon.Room, bot.User, (await bot.EncryptAsync(salon))!));
    }

    [Fact]
    public async Task A_device_that_cannot_be_reached_is_told_once_for_all_rooms()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        _server.DropOneTimeKeys(ada.User, ada.Device);
        var salon = SharingTests.Salon(bot, ada);
        await bot.PrepareAsync(salon, salon with { Room = new Matrix.RoomId("!autre:tchap.test") });

        var told = Assert.Single(_server.TakeInbox(ada.User, ada.Device));
        Assert.Equal("m.no_olm", told.Content.GetProperty("code").GetString());
        Assert.False(told.Content.TryGetProperty("session_id", out _));
    }
}
