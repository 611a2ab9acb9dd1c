using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine;

/// <summary>What must not be taken from a to-device event, each as somebody once did it.</summary>
public sealed class OlmAttackTests : IDisposable
{
    private static readonly RoomId Room = new("!room:a.example");
    private readonly BenchServer _bench = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly MegolmOutboundSession _session = MegolmOutboundSession.Create();
    private readonly HandMadeDevice _alice;
    private readonly HandMadeDevice _mallory;

    public OlmAttackTests()
    {
        _alice = new HandMadeDevice(_bench, "@alice:a.example", "ALICE");
        _mallory = new HandMadeDevice(_bench, "@mallory:a.example", "MALLORY");
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("m.room_key")]
    [InlineData("m.forwarded_room_key")]
    [InlineData("m.secret.send")]
    public async Task Keys_and_secrets_in_clear_are_refused(string type)
    {
        var bot = await BotAsync();
        var content = JsonSerializer.SerializeToElement(HandMadeDevice.RoomKey(Room, _session));
        await RefusedAsync(bot, new ToDeviceEvent(type, _alice.User.Value, content), CryptoFailure.NotTrusted);
    }

    [Fact]
    public async Task A_to_device_event_encrypted_with_Megolm_is_refused()
    {
        // CVE-2021-40824 and its kin: a room session proves no device.
        var bot = await BotAsync();
        await bot.ReceiveAsync(_alice.Share(bot, Room, _session));
        using var wanted = MegolmOutboundSession.Create();
        var inside = _alice.Payload(bot, "m.room_key", HandMadeDevice.RoomKey(Room, wanted));
        inside["room_id"] = Room.Value;
        var e = _alice.Say(_session, "$1", inside);
        await RefusedAsync(bot, new ToDeviceEvent("m.room.encrypted", _alice.User.Value, e.Content), CryptoFailure.Unsupported, wanted);
    }

    [Fact]
    public async Task A_forwarded_key_is_taken_from_nobody_since_nobody_was_asked()
    {
        var bot = await BotAsync();
        foreach (var from in new[] { _alice, new HandMadeDevice(_bench, bot.User.Value, "OTHER") })
        {
            using var inbound = Inbound(_session);
            var content = HandMadeDevice.RoomKey(Room, _session);
            content["session_key"] = UnpaddedBase64.Encode(inbound.ExportAt(0)!);
            content["sender_key"] = _alice.Curve25519;
            content["sender_claimed_ed25519_key"] = _alice.Ed25519;
            content["forwarding_curve25519_key_chain"] = new JsonArray();
            await bot.FollowAsync(from.User);
            await RefusedAsync(bot, from.Encrypt(bot, from.Payload(bot, "m.forwarded_room_key", content)), CryptoFailure.NotTrusted);
        }
    }

    [Fact]
    public async Task A_secret_is_taken_from_nobody_since_nobody_was_asked()
    {
        var bot = await BotAsync();
        foreach (var from in new[] { _mallory, new HandMadeDevice(_bench, bot.User.Value, "OTHER") })
        {
            var content = new JsonObject { ["request_id"] = "1", ["secret"] = new string('A', 43) };
            using var step = new CryptoStep(bot.Store);
            var received = await bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [from.Encrypt(bot, from.Payload(bot, "m.secret.send", content))] }, Cancel);
            Assert.Equal(CryptoFailure.NotTrusted, Assert.Single(received.Refused).Failure);
            Assert.Empty(step.Changes.Secrets);
        }
    }

    public static TheoryData<string, CryptoFailure> PayloadLies => new()
    {
        { """{"sender":"@alice:a.example"}""", CryptoFailure.SenderMismatch },
        { """{"sender":null}""", CryptoFailure.SenderMismatch },
        { """{"recipient":"@alice:a.example"}""", CryptoFailure.RecipientMismatch },
        { """{"recipient":7}""", CryptoFailure.RecipientMismatch },
        { """{"recipient_keys":{"ed25519":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}""", CryptoFailure.RecipientMismatch },
        { """{"recipient_keys":[]}""", CryptoFailure.RecipientMismatch },
        { """{"keys":{}}""", CryptoFailure.BadFormat },
        { """{"keys":{"ed25519":"AAAA"}}""", CryptoFailure.BadFormat },
        { """{"sender_device_keys":null}""", CryptoFailure.BadFormat },
        { """{"type":null}""", CryptoFailure.BadFormat },
        { """{"content":[]}""", CryptoFailure.BadFormat },
    };

    [Theory]
    [MemberData(nameof(PayloadLies))]
    public async Task A_payload_made_for_or_by_somebody_else_is_refused(string lie, CryptoFailure expected)
    {
        var bot = await BotAsync();
        var payload = _mallory.Payload(bot, "m.room_key", HandMadeDevice.RoomKey(Room, _session));
        foreach (var (name, value) in JsonNode.Parse(lie)!.AsObject()) payload[name] = value?.DeepClone();
        await RefusedAsync(bot, _mallory.Encrypt(bot, payload), expected);
    }

    [Fact]
    public async Task A_fingerprint_that_is_not_the_known_one_of_the_device_is_refused()
    {
        var bot = await BotAsync();
        var payload = _mallory.Payload(bot, "m.room_key", HandMadeDevice.RoomKey(Room, _session));
        payload["keys"]!["ed25519"] = _alice.Ed25519;
        payload.Remove("sender_device_keys");
        await RefusedAsync(bot, _mallory.Encrypt(bot, payload), CryptoFailure.SenderMismatch);
    }

    [Theory]
    [InlineData("sender_device_keys")]
    [InlineData("org.matrix.msc4147.device_keys")]
    public async Task Signed_device_keys_of_another_user_are_refused(string name)
    {
        // CVE-2026-45056: the signature is right, the user is not the sender.
        var bot = await BotAsync();
        var payload = _mallory.Payload(bot, "m.room_key", HandMadeDevice.RoomKey(Room, _session));
        var lie = _mallory.SignedKeys(_alice.User, _mallory.Device);
        lie = SignedJson.WithSignature(lie, _alice.User, $"ed25519:{_mallory.Device}", _mallory.Signing);
        payload.Remove("sender_device_keys");
        payload[name] = lie;
        await RefusedAsync(bot, _mallory.Encrypt(bot, payload), CryptoFailure.SenderMismatch);
    }

    [Fact]
    public async Task Device_keys_that_are_not_those_of_the_session_are_refused()
    {
        var bot = await BotAsync();
        var other = new HandMadeDevice(_bench, _mallory.User.Value, "OTHER");
        var payload = _mallory.Payload(bot, "m.room_key", HandMadeDevice.RoomKey(Room, _session));
        payload["sender_device_keys"] = other.Keys.DeepClone();
        await RefusedAsync(bot, _mallory.Encrypt(bot, payload), CryptoFailure.SenderMismatch);

        var unsigned = _mallory.Keys.DeepClone().AsObject();
        unsigned["algorithms"] = new JsonArray();
        payload["sender_device_keys"] = unsigned;
        await RefusedAsync(bot, _mallory.Encrypt(bot, payload), CryptoFailure.BadSignature);
    }

    [Fact]
    public async Task A_message_passed_on_under_another_name_is_refused()
    {
        var bot = await BotAsync();
        var stolen = _alice.Share(bot, Room, _session) with { Sender = _mallory.User.Value };
        await RefusedAsync(bot, stolen, CryptoFailure.SenderMismatch);
    }

    [Fact]
    public async Task A_message_for_another_device_is_refused()
    {
        var bot = await BotAsync();
        var other = await _bench.StartAsync(bot.User.Value, "OTHER", _time);
        await RefusedAsync(bot, _alice.Share(other, Room, _session), CryptoFailure.RecipientMismatch);
    }

    [Fact]
    public async Task A_bad_pre_key_message_costs_no_one_time_key_and_changes_nothing()
    {
        var bot = await BotAsync();
        var good = _alice.Share(bot, Room, _session);
        using (var step = new CryptoStep(bot.Store))
        {
            var received = await bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [Spoilt(good)] }, Cancel);
            Assert.Equal(CryptoFailure.BadMac, Assert.Single(received.Refused).Failure);
            Assert.Null(step.Changes.Account);
            Assert.Empty(step.Changes.OlmSessions);
            Assert.Empty(step.Changes.SeenOlmMessages);
            await step.SaveAsync(Cancel);
        }

        Assert.Empty((await bot.ReceiveAsync(good)).Refused);
    }

    [Fact]
    public async Task A_failed_decryption_changes_no_session()
    {
        var bot = await BotAsync();
        Assert.Empty((await bot.ReceiveAsync(_alice.Encrypt(bot, _alice.Payload(bot, "m.dummy", [])))).Refused);
        var good = _alice.Share(bot, Room, _session);
        using (var step = new CryptoStep(bot.Store))
        {
            await bot.Machine.ReceiveAsync(step, new EncryptionSync { ToDevice = [Spoilt(good)] }, Cancel);
            Assert.Empty(step.Changes.OlmSessions);
            Assert.Empty(step.Changes.SeenOlmMessages);
            await step.SaveAsync(Cancel);
        }

        Assert.Empty((await bot.ReceiveAsync(good)).Refused);
    }

    [Fact]
    public async Task A_low_order_identity_key_is_refused()
    {
        var bot = await BotAsync();
        var zero = Curve25519PublicKey.FromBytes(new byte[32]);
        var e = _mallory.Share(bot, Room, _session);
        var content = JsonNode.Parse(e.Content.GetRawText())!.AsObject();
        content["sender_key"] = zero.ToString();
        var slot = content["ciphertext"]!.AsObject().Single().Value!;
        Assert.True(UnpaddedBase64.TryDecode(slot["body"]!.GetValue<string>(), out var body));
        var at = body.AsSpan().IndexOf(_mallory.Identity.PublicKey.ToArray());
        body.AsSpan(at, 32).Clear();
        slot["body"] = UnpaddedBase64.Encode(body);
        await RefusedAsync(bot, e with { Content = JsonSerializer.SerializeToElement(content) }, CryptoFailure.LowOrderPoint);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static ToDeviceEvent Spoilt(ToDeviceEvent e)
    {
        var content = JsonNode.Parse(e.Content.GetRawText())!.AsObject();
        var slot = content["ciphertext"]!.AsObject().Single().Value!;
        Assert.True(UnpaddedBase64.TryDecode(slot["body"]!.GetValue<string>(), out var body));
        body[^1] ^= 1;
        slot["body"] = UnpaddedBase64.Encode(body);
        return e with { Content = JsonSerializer.SerializeToElement(content) };
    }

    private static MegolmInboundSession Inbound(MegolmOutboundSession session)
    {
        Assert.True(MegolmInboundSession.TryCreate(session.SessionKey(), out var inbound, out _));
        return inbound;
    }

    private async Task<BenchClient> BotAsync()
    {
        var bot = await _bench.StartAsync("@bot:a.example", "BOT", _time);
        await bot.FollowAsync(_alice.User, _mallory.User);
        return bot;
    }

    private async Task RefusedAsync(BenchClient bot, ToDeviceEvent e, CryptoFailure expected, MegolmOutboundSession? session = null)
    {
        var received = await bot.ReceiveAsync(e);
        Assert.Equal((e.Sender, expected), Assert.Single(received.Refused));
        Assert.Empty(received.Sessions);
        Assert.Null(await bot.Store.InboundSessionAsync(Room, (session ?? _session).SessionId, Cancel));
    }
}
