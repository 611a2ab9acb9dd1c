using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>The content of m.room.encrypted (specification, "m.megolm.v1.aes-sha2"), and what a device is told in m.room_key.</summary>
public sealed class EncryptingTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly KeyServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_relation_stands_outside_and_nothing_else_does()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var salon = SharingTests.Salon(bot);
        await bot.PrepareAsync(salon);
        var inside = JsonDocument.Parse("""{"msgtype":"m.text","body":"été <b>","m.relates_to":{"rel_type":"m.replace","event_id":"$1"}}""").RootElement;
        var content = JsonSerializer.Deserialize<JsonElement>((await bot.SaveAsync(step => bot.Machine.EncryptAsync(step, salon, "m.room.message", inside, Ct)))!);

        Assert.Equal(["algorithm", "ciphertext", "device_id", "m.relates_to", "sender_key", "session_id"], content.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("$1", content.GetProperty("m.relates_to").GetProperty("event_id").GetString());
        Assert.Equal("m.megolm.v1.aes-sha2", content.GetProperty("algorithm").GetString());
        Assert.Equal("été <b>", await bot.ReadAsync(salon.Room, bot.User, JsonSerializer.SerializeToUtf8Bytes(content)));
    }

    [Fact]
    public async Task Every_message_has_an_index_of_its_own_within_one_step_too()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var salon = SharingTests.Salon(bot);
        await bot.PrepareAsync(salon);
        var content = JsonSerializer.SerializeToElement(new { body = "x" });
        var sent = new List<byte[]>();
        await bot.SaveAsync(async step =>
        {
            for (var i = 0; i < 5; i++) sent.Add((await bot.Machine.EncryptAsync(step, salon, "m.room.message", content, Ct))!);
        });
        sent.Add((await bot.EncryptAsync(salon))!);

        Assert.Equal([0u, 1u, 2u, 3u, 4u, 5u], sent.Select(WireIndex.OfMegolm));
    }

    [Theory]
    [InlineData("shared", true)]
    [InlineData("world_readable", true)]
    [InlineData("invited", false)]
    [InlineData("joined", false)]
    public async Task Whether_newcomers_may_be_given_the_key_follows_the_visibility_of_the_history(string visibility, bool isShared)
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        var salon = SharingTests.Salon(bot, ada) with { HistoryVisibility = visibility };
        await bot.PrepareAsync(salon);
        await ada.ReceiveAsync();
        var session = (await bot.Store.OutboundSessionsAsync([salon.Room], Ct))[salon.Room].SessionId;

        Assert.Equal(isShared, (await bot.Store.InboundSessionAsync(salon.Room, session, Ct))!.IsSharedHistory);
        Assert.Equal(isShared, (await ada.Store.InboundSessionAsync(salon.Room, session, Ct))!.IsSharedHistory);
    }

    [Fact]
    public async Task A_device_that_never_heard_of_the_bot_knows_the_key_to_be_its_own()
    {
        var bot = await Party.StartAsync(_server, _clock, "@bot:tchap.test");
        var ada = await Party.StartAsync(_server, _clock, "@ada:tchap.test");
        var salon = SharingTests.Salon(bot, ada);
        await bot.PrepareAsync(salon);
        await ada.ReceiveAsync();
        var session = (await bot.Store.OutboundSessionsAsync([salon.Room], Ct))[salon.Room].SessionId;
        var read = (await ada.Store.InboundSessionAsync(salon.Room, session, Ct))!;

        Assert.Empty(await ada.Store.DevicesAsync([bot.User], Ct));
        Assert.Equal((bot.User, bot.Device), (read.Owner, read.OwnerDevice));
    }
}
