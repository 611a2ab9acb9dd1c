using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>Who gets the key of a room, proven by a second machine that reads or cannot (specification, "m.room_key").</summary>
public sealed class SharingTests
{
    private static readonly RoomId Room = new("!salon:tchap.test");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_colleague_reads_what_the_bot_wrote()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        var salon = Salon(bot, ada);

        Assert.Null(await bot.EncryptAsync(salon));
        await bot.PrepareAsync(salon);
        var content = await bot.EncryptAsync(salon);
        await ada.ReceiveAsync();

        Assert.Equal("bonjour", await ada.ReadAsync(Room, bot.User, content!));
    }

    [Fact]
    public async Task The_bot_reads_its_own_echo()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var salon = Salon(bot);
        await bot.PrepareAsync(salon);

        Assert.Equal("bonjour", await bot.ReadAsync(Room, bot.User, (await bot.EncryptAsync(salon))!));
    }

    [Fact]
    public async Task A_prepared_room_costs_nothing_more()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        var salon = Salon(bot, ada);
        await bot.PrepareAsync(salon);
        bot.Restart();

        Assert.Equal(0, await bot.PrepareAsync(salon));
    }

    [Fact]
    public async Task A_new_device_reads_what_comes_after_it_and_not_what_came_before()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        var salon = Salon(bot, ada);
        await bot.PrepareAsync(salon);
        var before = await bot.EncryptAsync(salon, "avant");

        var phone = await Party.StartAsync(_server, _clock, "@ada:tchap.test", "PHONE");
        await bot.SaveAsync(step => bot.Machine.ReceiveAsync(step, new EncryptionSync { ChangedUsers = [ada.User] }, Ct));
        Assert.Null(await bot.EncryptAsync(salon));
        await bot.PrepareAsync(salon);
        var after = await bot.EncryptAsync(salon, "apres");
        await phone.ReceiveAsync();

        Assert.Equal(SessionOf(before!), SessionOf(after!));
        Assert.Equal("apres", await phone.ReadAsync(Room, bot.User, after!));
        Assert.Equal("UnknownMessageIndex", await phone.ReadAsync(Room, bot.User, before!));
    }

    [Fact]
    public async Task Who_left_cannot_read_on_and_gets_no_new_key()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        var eve = await Party.StartAsync(_server, _clock, "@eve:tchap.test");
        await bot.PrepareAsync(Salon(bot, ada, eve));

        // Nobody told the machine: that a key is with somebody who is no member is enough.
        var smaller = Salon(bot, ada);
        Assert.Null(await bot.EncryptAsync(smaller));
        await bot.PrepareAsync(smaller);
        var content = await bot.EncryptAsync(smaller);
        await ada.ReceiveAsync();
        await eve.ReceiveAsync();

        Assert.Equal("bonjour", await ada.ReadAsync(Room, bot.User, content!));
        Assert.NotEqual("bonjour", await eve.ReadAsync(Room, bot.User, content!));
    }

    [Fact]
    public async Task A_key_follows_its_own_index_and_not_the_first()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var salon = Salon(bot);
        await bot.PrepareAsync(salon);
        for (var i = 0; i < 3; i++) await bot.EncryptAsync(salon);

        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        await bot.PrepareAsync(Salon(bot, ada));
        var session = (await bot.Store.OutboundSessionsAsync([Room], Ct))[Room];
        var share = Assert.Single((await bot.Store.SharesAsync([session.SessionId], Ct))[session.SessionId]);

        Assert.Equal((3u, KeyShareState.Shared), (share.Index, share.State));
    }

    internal static string SessionOf(byte[] content) => JsonSerializer.Deserialize<JsonElement>(content).GetProperty("session_id").GetString()!;

    internal static RoomEncryption Salon(params Party[] members) => new(Room, [.. members.Select(member => member.User)], "joined");
}
