using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Bench;

/// <summary>A device made of the primitives alone, which says whatever a test wants: an honest peer by default, an attacker when changed.</summary>
internal sealed class HandMadeDevice
{
    private readonly BenchServer _server;
    private readonly Dictionary<string, OlmSession> _sessions = [];

    public HandMadeDevice(BenchServer server, string user, string device)
    {
        (_server, User, Device) = (server, new UserId(user), new DeviceId(device));
        Keys = SignedKeys(User, Device);
        Publish(Keys);
    }

    public UserId User { get; }

    public DeviceId Device { get; }

    public Curve25519SecretKey Identity { get; } = Curve25519SecretKey.Generate();

    public Ed25519SecretKey Signing { get; } = Ed25519SecretKey.Generate();

    /// <summary>The device keys as published.</summary>
    public JsonObject Keys { get; private set; }

    public string Curve25519 => Identity.PublicKey.ToString();

    public string Ed25519 => Signing.PublicKey.ToString();

    public JsonObject SignedKeys(UserId user, DeviceId device) => Sign(new JsonObject
    {
        ["algorithms"] = new JsonArray(CryptoMachine.OlmAlgorithm, CryptoMachine.MegolmAlgorithm),
        ["device_id"] = device.Value,
        ["keys"] = new JsonObject { [$"curve25519:{device}"] = Curve25519, [$"ed25519:{device}"] = Ed25519 },
        ["user_id"] = user.Value,
    });

    public JsonObject Sign(JsonObject obj) => SignedJson.WithSignature(obj, User, $"ed25519:{Device}", Signing);

    public void Publish(JsonObject keys)
    {
        Keys = keys;
        _server.Device(User, Device).Keys = keys;
        _server.TellChanged(User);
    }

    /// <summary>An Olm session with a device, from a key claimed of the server; the same one from then on.</summary>
    public OlmSession SessionWith(BenchClient to, bool isNew = false)
    {
        if (!isNew && _sessions.TryGetValue(to.Device.Value, out var known)) return known;
        var published = _server.Device(to.User, to.Device).Keys!["keys"]!;
        var (_, key) = _server.TakeKey(to.User, to.Device)!.Value;
        Assert.True(Curve25519PublicKey.TryParse(published[$"curve25519:{to.Device}"]!.GetValue<string>(), out var identity));
        Assert.True(Curve25519PublicKey.TryParse(key["key"]!.GetValue<string>(), out var oneTimeKey));
        return _sessions[to.Device.Value] = OlmSession.CreateOutbound(Identity, identity, oneTimeKey);
    }

    /// <summary>The payload an honest client makes.</summary>
    public JsonObject Payload(BenchClient to, string type, JsonObject content) => new()
    {
        ["type"] = type,
        ["content"] = content,
        ["sender"] = User.Value,
        ["recipient"] = to.User.Value,
        ["recipient_keys"] = new JsonObject { ["ed25519"] = _server.Device(to.User, to.Device).Keys!["keys"]![$"ed25519:{to.Device}"]!.GetValue<string>() },
        ["keys"] = new JsonObject { ["ed25519"] = Ed25519 },
        ["sender_device_keys"] = Keys.DeepClone(),
    };

    /// <summary>Encrypts a payload over Olm.</summary>
    public ToDeviceEvent Encrypt(BenchClient to, JsonObject payload, bool inNewSession = false) =>
        Wrap(to, SessionWith(to, inNewSession).Encrypt(Encoding.UTF8.GetBytes(payload.ToJsonString())));

    /// <summary>The event around an Olm message.</summary>
    public ToDeviceEvent Wrap(BenchClient to, OlmMessage message) => new("m.room.encrypted", User.Value, JsonSerializer.SerializeToElement(new JsonObject
    {
        ["algorithm"] = CryptoMachine.OlmAlgorithm,
        ["sender_key"] = Curve25519,
        ["ciphertext"] = new JsonObject
        {
            [_server.Device(to.User, to.Device).Keys!["keys"]![$"curve25519:{to.Device}"]!.GetValue<string>()] =
                new JsonObject { ["type"] = (int)message.Type, ["body"] = UnpaddedBase64.Encode(message.Body) },
        },
    }));

    public static JsonObject RoomKey(RoomId room, MegolmOutboundSession session) => new()
    {
        ["algorithm"] = CryptoMachine.MegolmAlgorithm,
        ["room_id"] = room.Value,
        ["session_id"] = session.SessionId,
        ["session_key"] = UnpaddedBase64.Encode(session.SessionKey()),
    };

    /// <summary>Shares a room key the honest way.</summary>
    public ToDeviceEvent Share(BenchClient to, RoomId room, MegolmOutboundSession session) => Encrypt(to, Payload(to, "m.room_key", RoomKey(room, session)));

    /// <summary>A message of a room, the honest way.</summary>
    public EncryptedEvent Say(RoomId room, MegolmOutboundSession session, string text, string eventId) => Say(session, eventId, new JsonObject
    {
        ["type"] = "m.room.message",
        ["room_id"] = room.Value,
        ["content"] = new JsonObject { ["msgtype"] = "m.text", ["body"] = text },
    });

    public EncryptedEvent Say(MegolmOutboundSession session, string eventId, JsonObject payload, JsonObject? relation = null)
    {
        var content = new JsonObject
        {
            ["algorithm"] = CryptoMachine.MegolmAlgorithm,
            ["session_id"] = session.SessionId,
            ["ciphertext"] = UnpaddedBase64.Encode(session.Encrypt(Encoding.UTF8.GetBytes(payload.ToJsonString()))),
        };
        if (relation is not null) content["m.relates_to"] = relation;
        return new EncryptedEvent(new EventId(eventId), User, 1_000, JsonSerializer.SerializeToElement(content));
    }
}
