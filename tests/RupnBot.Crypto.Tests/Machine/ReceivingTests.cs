using System.Text;
using System.Text.Json.Nodes;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>What honest people send is read.</summary>
public sealed class ReceivingTests
{
    private static readonly RoomId Room = new("!room:a.example");
    private readonly BenchServer _bench = new();
    private readonly HandMadeDevice _alice;

    public ReceivingTests() => _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");

    [Fact]
    public async Task A_message_is_read_with_the_key_its_sender_shared()
    {
        var bot = await BotAsync();
        using var session = MegolmOutboundSession.Create();
        var received = await bot.ReceiveAsync(_alice.Share(bot, Room, session));
        Assert.Empty(received.Refused);
        Assert.Equal([(Room, session.SessionId)], received.Sessions);

        var read = Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _alice.Say(Room, session, "bonjour", "$1")));
        Assert.Equal("m.room.message", read.Type);
        Assert.Equal("""{"msgtype":"m.text","body":"bonjour"}""", Encoding.UTF8.GetString(read.ContentJson.Span));
        Assert.Equal((SenderTrust.UnsignedDevice, 0u), (read.Trust, read.Index));
    }

    [Fact]
    public async Task Messages_on_one_Olm_session_are_read_before_and_after_it_is_stored()
    {
        var bot = await BotAsync();
        using var first = MegolmOutboundSession.Create();
        using var second = MegolmOutboundSession.Create();
        using var third = MegolmOutboundSession.Create();
        var received = await bot.ReceiveAsync(_alice.Share(bot, Room, first), _alice.Share(bot, Room, second));
        Assert.Equal(2, received.Sessions.Count);
        received = await bot.ReceiveAsync(_alice.Share(bot, Room, third));
        Assert.Single(received.Sessions);
        Assert.Empty(received.Refused);
    }

    [Fact]
    public async Task A_one_time_key_serves_once_and_a_fallback_key_serves_on()
    {
        var bot = await BotAsync();
        var device = _bench.Device(bot.User, bot.Device);
        var before = await OneTimeKeysAsync(bot);
        using var session = MegolmOutboundSession.Create();
        await bot.ReceiveAsync(_alice.Share(bot, Room, session));
        Assert.Equal(before - 1, await OneTimeKeysAsync(bot));

        device.OneTimeKeys.Clear();
        foreach (var name in new[] { "B", "C" })
        {
            var other = new HandMadeDevice(_bench, "@bob:a.example", name);
            Assert.Empty((await bot.ReceiveAsync(other.Encrypt(bot, other.Payload(bot, "m.dummy", [])))).Refused);
        }

        Assert.Equal(before - 1, await OneTimeKeysAsync(bot));
    }

    [Fact]
    public async Task A_relation_outside_is_put_inside_unless_there_is_one()
    {
        var bot = await BotAsync();
        using var session = MegolmOutboundSession.Create();
        await bot.ReceiveAsync(_alice.Share(bot, Room, session));
        var outside = new JsonObject { ["rel_type"] = "m.reference", ["event_id"] = "$poll" };

        Assert.Equal("""{"m.relates_to":{"rel_type":"m.reference","event_id":"$poll"}}""", await ContentAsync("$1", []));
        Assert.Equal("""{"m.relates_to":{"rel_type":"m.reference","event_id":"$poll"},"a":1}""", await ContentAsync("$2", new JsonObject { ["a"] = 1 }));
        Assert.Equal("""{"m.relates_to":{"event_id":"$own"}}""", await ContentAsync("$3", new JsonObject { ["m.relates_to"] = new JsonObject { ["event_id"] = "$own" } }));

        async Task<string> ContentAsync(string id, JsonObject content)
        {
            var e = _alice.Say(session, id, new JsonObject { ["type"] = "m.poll.response", ["room_id"] = Room.Value, ["content"] = content }, outside.DeepClone().AsObject());
            return Encoding.UTF8.GetString(Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, e)).ContentJson.Span);
        }
    }

    [Fact]
    public async Task The_same_event_may_come_again()
    {
        var bot = await BotAsync();
        using var session = MegolmOutboundSession.Create();
        await bot.ReceiveAsync(_alice.Share(bot, Room, session));
        var e = _alice.Say(Room, session, "bonjour", "$1");
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, e));
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, e));
    }

    [Theory]
    [InlineData("shared_history", true)]
    [InlineData("org.matrix.msc3061.shared_history", true)]
    [InlineData("something_else", false)]
    public async Task Whether_a_key_reads_shared_history_is_remembered(string name, bool expected)
    {
        var bot = await BotAsync();
        using var session = MegolmOutboundSession.Create();
        var key = HandMadeDevice.RoomKey(Room, session);
        key[name] = true;
        await bot.ReceiveAsync(_alice.Encrypt(bot, _alice.Payload(bot, "m.room_key", key)));
        var record = await bot.Store.InboundSessionAsync(Room, session.SessionId, TestContext.Current.CancellationToken);
        Assert.Equal(expected, record!.IsSharedHistory);
        Assert.Equal((_alice.User, _alice.Device, _alice.Ed25519), (record.Owner, record.OwnerDevice, record.OwnerSigningKey));
    }

    [Fact]
    public async Task A_device_that_does_not_send_its_keys_along_is_known_from_the_directory()
    {
        var bot = await BotAsync();
        using var session = MegolmOutboundSession.Create();
        var payload = _alice.Payload(bot, "m.room_key", HandMadeDevice.RoomKey(Room, session));
        payload.Remove("sender_device_keys");
        Assert.Empty((await bot.ReceiveAsync(_alice.Encrypt(bot, payload))).Refused);
        var record = await bot.Store.InboundSessionAsync(Room, session.SessionId, TestContext.Current.CancellationToken);
        Assert.Equal(_alice.Device, record!.OwnerDevice);
    }

    private async Task<BenchClient> BotAsync()
    {
        var bot = await _bench.StartAsync("@bot:a.example", "BOT");
        await bot.FollowAsync(_alice.User);
        return bot;
    }

    private static Task<int> OneTimeKeysAsync(BenchClient bot) =>
        bot.StepAsync(async step => (await bot.Machine.OpenAccountAsync(step, TestContext.Current.CancellationToken)).OneTimeKeys.Count);
}
