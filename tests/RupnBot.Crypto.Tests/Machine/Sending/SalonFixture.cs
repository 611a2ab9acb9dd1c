using System.Text.Json.Nodes;
using RupnBot.Matrix;

namespace RupnBot.Crypto.Tests.Machine.Sending;

/// <summary>200 salons of 30 colleagues out of 1,500, each with two devices, whose keys are real; made once for all tests.</summary>
public sealed class SalonFixture
{
    public const int Salons = 200;
    public const int Members = 30;
    public const int Users = 1500;
    public const int MostRooms = 12;

    private readonly List<(UserId User, DeviceId Device, JsonObject Keys, JsonObject OneTimeKey)> _devices = [];

    public SalonFixture()
    {
        for (var i = 0; i < Users; i++)
            for (var d = 0; d < 2; d++)
                if (i != 0 || d != 0) _devices.Add(Make(User(i), new DeviceId("DEV" + d)));
    }

    public static UserId User(int number) => new($"@u{number:D4}:tchap.test");

    /// <summary>All devices but the first of the first user, who is a machine of its own.</summary>
    internal void PublishOn(KeyServer server)
    {
        foreach (var (user, device, keys, oneTimeKey) in _devices)
        {
            server.Publish(user, device, keys);
            server.AddOneTimeKey(user, device, "signed_curve25519:AAAAAA", oneTimeKey.DeepClone());
        }
    }

    /// <summary>Everyone is in four salons; the first user is in as many more as to be in so many.</summary>
    public static RoomEncryption[] Rooms(UserId bot, int ofFirstUser)
    {
        var rooms = Enumerable.Range(0, Salons).Select(room => Enumerable.Range(room * Members, Members).Select(number => User(number % Users)).ToList()).ToList();
        // In turns, so that nobody loses all salons to them.
        foreach (var (number, room) in rooms.Index().Where(room => !room.Item.Contains(User(0))).Take(ofFirstUser - (Salons * Members / Users))) room[1 + (number % (Members - 1))] = User(0);
        return [.. rooms.Select((members, number) => new RoomEncryption(new RoomId($"!salon{number:D3}:tchap.test"), [bot, .. members], "shared"))];
    }

    private static (UserId, DeviceId, JsonObject, JsonObject) Make(UserId user, DeviceId device)
    {
        using var signing = Ed25519SecretKey.Generate();
        using var identity = Curve25519SecretKey.Generate();
        using var oneTime = Curve25519SecretKey.Generate();
        var keys = new JsonObject
        {
            ["algorithms"] = new JsonArray(CryptoMachine.OlmAlgorithm, CryptoMachine.MegolmAlgorithm),
            ["device_id"] = device.Value,
            ["user_id"] = user.Value,
            ["keys"] = new JsonObject { [$"curve25519:{device}"] = identity.PublicKey.ToString(), [$"ed25519:{device}"] = signing.PublicKey.ToString() },
        };
        return (user, device, SignedJson.WithSignature(keys, user, $"ed25519:{device}", signing), SignedJson.WithSignature(new JsonObject { ["key"] = oneTime.PublicKey.ToString() }, user, $"ed25519:{device}", signing));
    }
}
