using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>What the server has under the own device's name.</summary>
public enum DeviceKeyCheck
{
    /// <summary>Nothing: the keys are to be published.</summary>
    Absent = 0,

    /// <summary>The own keys.</summary>
    Match = 1,

    /// <summary>Other keys: whoever encrypts for this device encrypts for somebody else. The bot must not start.</summary>
    Mismatch = 2,
}

/// <summary>The own device's keys compared with what the server tells others of them.</summary>
public sealed partial class CryptoMachine
{
    /// <summary>The query whose answer <see cref="CheckOwnDeviceAsync"/> wants.</summary>
    public CryptoRequest OwnDeviceQuery() =>
        QueryRequest([self], new Dictionary<Matrix.UserId, long>());

    /// <summary>At start, before anything else. Absent keys that were published once are published again.</summary>
    /// <exception cref="InvalidOperationException">There is no account yet.</exception>
    public async Task<DeviceKeyCheck> CheckOwnDeviceAsync(CryptoStep step, JsonElement keysQueryAnswer, CancellationToken ct)
    {
        var record = await AccountRecordAsync(step, ct).ConfigureAwait(false);
        var account = step.Open(record);
        Wire.TryGetObject(keysQueryAnswer, "device_keys", out var users);
        Wire.TryGetObject(users, self.Value, out var devices);
        if (!Wire.TryGet(devices, device.Value, out var keys))
        {
            if (record.IsPublished) step.Put(record with { IsPublished = false });
            return DeviceKeyCheck.Absent;
        }

        var isOurs = PublishedDevice.TryRead(keys, self, device.Value, out var published, out _) && published!.Curve25519 == account.Curve25519 && published.Ed25519 == account.Ed25519;
        return isOurs ? DeviceKeyCheck.Match : DeviceKeyCheck.Mismatch;
    }

    private static CryptoRequest QueryRequest(IEnumerable<Matrix.UserId> users, Dictionary<Matrix.UserId, long> versions)
    {
        var asked = new JsonObject();
        foreach (var user in users) asked[user.Value] = new JsonArray();
        var body = JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["device_keys"] = asked, ["timeout"] = 10_000 });
        return new CryptoRequest(CryptoRequestKind.KeysQuery, NewRequestId(), HttpMethod.Post, "/_matrix/client/v3/keys/query", body) { Context = versions, Targets = asked.Count };
    }
}
