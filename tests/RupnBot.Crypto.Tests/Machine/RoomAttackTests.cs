using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>What must not be believed of a room's encrypted event, or of a key.</summary>
public sealed class RoomAttackTests : IDisposable
{
    private static readonly RoomId Room = new("!room:a.example");
    private static readonly RoomId OtherRoom = new("!other:a.example");
    private readonly BenchServer _bench = new();
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private readonly HandMadeDevice _alice;
    private readonly HandMadeDevice _mallory;

    public RoomAttackTests()
    {
        _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        _mallory = new HandMadeDevice(_bench, "@mallory:a.example", "MALLORY");
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task An_event_of_somebody_else_than_the_owner_of_the_session_is_refused()
    {
        // CVE-2025-48937: the server, or a member with the key, puts another name on it.
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        await UnreadableAsync(bot, Room, _alice.Say(Room, _session, "oui", "$1") with { Sender = _mallory.User }, CryptoFailure.SessionMismatch);
    }

    [Fact]
    public async Task A_key_passed_on_as_ones_own_takes_no_session_over()
    {
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        var received = await bot.ReceiveAsync(_mallory.Share(bot, Room, _session));
        Assert.Equal((_mallory.User.Value, CryptoFailure.SessionMismatch), Assert.Single(received.Refused));
        Assert.Equal(_alice.User, (await RecordAsync(bot))!.Owner);
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, _alice.Say(Room, _session, "oui", "$1")));
    }

    [Fact]
    public async Task An_event_carried_into_another_room_is_refused()
    {
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session), _alice.Share(bot, OtherRoom, _session));
        await UnreadableAsync(bot, OtherRoom, _alice.Say(Room, _session, "oui", "$1"), CryptoFailure.RoomMismatch);
    }

    [Fact]
    public async Task An_index_is_read_in_one_event_only()
    {
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        var e = _alice.Say(Room, _session, "oui", "$1");
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, e));
        await UnreadableAsync(bot, Room, e with { Event = new EventId("$2") }, CryptoFailure.Replay);
        await UnreadableAsync(bot, Room, e with { OriginServerTs = e.OriginServerTs + 1 }, CryptoFailure.Replay);
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, e));

        // In one step as well, before anything is stored.
        var next = _alice.Say(Room, _session, "non", "$3");
        await bot.StepAsync(async step =>
        {
            Assert.IsType<RoomDecryption.Read>(await bot.Machine.DecryptAsync(step, Room, next, Cancel));
            var replayed = await bot.Machine.DecryptAsync(step, Room, next with { Event = new EventId("$4") }, Cancel);
            Assert.Equal(CryptoFailure.Replay, Assert.IsType<RoomDecryption.Unreadable>(replayed).Failure);
        });
    }

    [Fact]
    public async Task The_sender_key_on_the_wire_decides_nothing()
    {
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        var e = _alice.Say(Room, _session, "oui", "$1");
        var content = JsonNode.Parse(e.Content.GetRawText())!.AsObject();
        content["sender_key"] = _mallory.Curve25519;
        content["device_id"] = "MALLORY";
        var read = Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, e with { Content = JsonSerializer.SerializeToElement(content) }));
        Assert.Equal(SenderTrust.UnsignedDevice, read.Trust);
    }

    [Fact]
    public async Task A_spoilt_event_is_refused_and_the_right_one_still_read()
    {
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        var e = _alice.Say(Room, _session, "oui", "$1");
        var content = JsonNode.Parse(e.Content.GetRawText())!.AsObject();
        Assert.True(UnpaddedBase64.TryDecode(content["ciphertext"]!.GetValue<string>(), out var bytes));
        bytes[^1] ^= 1;
        content["ciphertext"] = UnpaddedBase64.Encode(bytes);
        await UnreadableAsync(bot, Room, e with { Content = JsonSerializer.SerializeToElement(content) }, CryptoFailure.BadSignature);
        Assert.IsType<RoomDecryption.Read>(await bot.ReadAsync(Room, e));
    }

    [Theory]
    [InlineData("""{"type":"m.room.encrypted","content":{}}""", CryptoFailure.BadFormat)]
    [InlineData("""{"type":7,"content":{}}""", CryptoFailure.BadFormat)]
    [InlineData("""{"type":"m.room.message","content":[]}""", CryptoFailure.BadFormat)]
    [InlineData("""{"type":"m.room.message","content":{},"room_id":null}""", CryptoFailure.RoomMismatch)]
    public async Task A_plaintext_that_is_no_event_of_this_room_is_refused(string plaintext, CryptoFailure expected)
    {
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        var payload = JsonNode.Parse(plaintext)!.AsObject();
        if (!payload.ContainsKey("room_id")) payload["room_id"] = Room.Value;
        await UnreadableAsync(bot, Room, _alice.Say(_session, "$1", payload), expected);
    }

    [Fact]
    public async Task A_key_under_a_name_that_is_not_its_own_is_refused()
    {
        var bot = await BotAsync();
        using var other = MegolmOutboundSession.Create();
        var content = HandMadeDevice.RoomKey(Room, other);
        content["session_id"] = _session.SessionId;
        var received = await bot.ReceiveAsync(_mallory.Encrypt(bot, _mallory.Payload(bot, "m.room_key", content)));
        Assert.Equal(CryptoFailure.SessionMismatch, Assert.Single(received.Refused).Failure);
        Assert.Null(await RecordAsync(bot));
    }

    [Fact]
    public async Task A_key_that_its_session_did_not_sign_is_refused()
    {
        var bot = await BotAsync();
        var content = HandMadeDevice.RoomKey(Room, _session);
        var key = _session.SessionKey();
        key[10] ^= 1;
        content["session_key"] = UnpaddedBase64.Encode(key);
        var received = await bot.ReceiveAsync(_mallory.Encrypt(bot, _mallory.Payload(bot, "m.room_key", content)));
        Assert.Equal(CryptoFailure.BadSignature, Assert.Single(received.Refused).Failure);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<BenchClient> BotAsync()
    {
        var bot = await _bench.StartAsync("@bot:a.example", "BOT");
        await bot.FollowAsync(_alice.User, _mallory.User);
        return bot;
    }

    private ValueTask<InboundSessionRecord?> RecordAsync(BenchClient bot) => bot.Store.InboundSessionAsync(Room, _session.SessionId, Cancel);

    private static async Task UnreadableAsync(BenchClient bot, RoomId room, EncryptedEvent e, CryptoFailure expected)
    {
        var unreadable = Assert.IsType<RoomDecryption.Unreadable>(await bot.ReadAsync(room, e));
        Assert.Equal((expected, false), (unreadable.Failure, unreadable.MayComeLater));
    }
}
