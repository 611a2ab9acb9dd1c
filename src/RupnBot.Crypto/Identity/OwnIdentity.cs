using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>How the own device stands on the server.</summary>
internal enum OwnDeviceStanding
{
    /// <summary>No keys of it are published yet.</summary>
    Absent,

    /// <summary>Published with other keys, or not signed by itself.</summary>
    Foreign,

    /// <summary>Published as it is, not signed by the identity.</summary>
    Unsigned,

    /// <summary>Signed by the identity.</summary>
    Signed,
}

/// <summary>The own identity and device as the server tells them (<c>POST /keys/query</c> about oneself), signatures checked.</summary>
internal sealed record OwnIdentity
{
    private const int MostDevices = 10_000;

    /// <summary>The server did not answer about this account: nothing follows from what is missing.</summary>
    public bool IsUnknown { get; private init; }

    /// <summary>There is a master key, but it or what hangs on it is not what the specification says.</summary>
    public bool IsBroken { get; private init; }

    /// <summary>A device has the name of a cross-signing key.</summary>
    public bool HasDeviceNamedAsKey { get; private init; }

    /// <summary>Null: no identity is published.</summary>
    public Ed25519PublicKey? Master { get; private init; }

    public Ed25519PublicKey? SelfSigning { get; private init; }

    public Ed25519PublicKey? UserSigning { get; private init; }

    public OwnDeviceStanding Device { get; private init; }

    /// <summary>The own device's published keys, when they are what this device published.</summary>
    public JsonElement? DeviceKeys { get; private init; }

    /// <summary>Reads the answer.</summary>
    /// <param name="answer">The whole answer.</param>
    /// <param name="self">The own user.</param>
    /// <param name="device">The own device.</param>
    /// <param name="own">The own device's identity keys, unpadded base64.</param>
    public static OwnIdentity Read(JsonElement answer, UserId self, DeviceId device, (string Curve25519, string Ed25519) own)
    {
        if (answer.ObjectMember("device_keys").ObjectMember(self.Value) is not { } devices) return new OwnIdentity { IsUnknown = true };
        if (answer.ObjectMember("failures").ObjectMember(self.Server) is not null) return new OwnIdentity { IsUnknown = true };
        var (standing, keys) = ReadDevice(devices.ObjectMember(device.Value), self, device, own);
        var identity = new OwnIdentity { Device = standing, DeviceKeys = keys };
        if (answer.ObjectMember("master_keys").Member(self.Value) is not { } masterKey) return identity;
        if (!TryReadKey(masterKey, self, CrossSigningKeys.MasterUsage, out var master)) return identity with { IsBroken = true };
        identity = identity with { Master = master };

        var selfSigningKey = answer.ObjectMember("self_signing_keys").Member(self.Value);
        if (!TryReadSubkey(selfSigningKey, self, CrossSigningKeys.SelfSigningUsage, master, out var selfSigning)) return identity with { IsBroken = true };
        identity = identity with { SelfSigning = selfSigning };

        if (answer.ObjectMember("user_signing_keys").Member(self.Value) is { } userSigningKey)
        {
            if (!TryReadSubkey(userSigningKey, self, CrossSigningKeys.UserSigningUsage, master, out var userSigning)) return identity with { IsBroken = true };
            identity = identity with { UserSigning = userSigning };
        }

        var names = new[] { identity.Master, identity.SelfSigning, identity.UserSigning }.Select(key => key?.ToString()).ToHashSet(StringComparer.Ordinal);
        if (((JsonElement?)devices).Members(MostDevices).Any(other => names.Contains(other.Name))) return identity with { HasDeviceNamedAsKey = true };
        if (standing == OwnDeviceStanding.Unsigned && SignedJson.Verify(keys!.Value, self, CrossSigningKeys.KeyId(selfSigning), selfSigning))
            return identity with { Device = OwnDeviceStanding.Signed };
        return identity;
    }

    // The signature made over the published object must be of this device's own making: the server may not choose what is signed.
    private static (OwnDeviceStanding Standing, JsonElement? Keys) ReadDevice(
        JsonElement? keys, UserId self, DeviceId device, (string Curve25519, string Ed25519) own)
    {
        if (keys is not { } present) return (OwnDeviceStanding.Absent, null);
        var fits = present.TextMember("user_id") == self.Value && present.TextMember("device_id") == device.Value
            && present.ObjectMember("keys").TextMember("curve25519:" + device.Value) == own.Curve25519
            && present.ObjectMember("keys").TextMember("ed25519:" + device.Value) == own.Ed25519
            && Ed25519PublicKey.TryParse(own.Ed25519, out var key)
            && SignedJson.Verify(present, self, "ed25519:" + device.Value, key);
        return fits ? (OwnDeviceStanding.Unsigned, present) : (OwnDeviceStanding.Foreign, null);
    }

    private static bool TryReadSubkey(JsonElement? published, UserId self, string usage, in Ed25519PublicKey master, out Ed25519PublicKey key)
    {
        key = default;
        return published is { } present && TryReadKey(present, self, usage, out key)
            && SignedJson.Verify(present, self, CrossSigningKeys.KeyId(master), master);
    }

    private static bool TryReadKey(JsonElement published, UserId self, string usage, out Ed25519PublicKey key)
    {
        key = default;
        if (published.TextMember("user_id") != self.Value) return false;
        if (published.Member("usage") is not { ValueKind: JsonValueKind.Array } usages || usages.GetArrayLength() > 16) return false;
        if (!usages.EnumerateArray().Any(item => item.Text() == usage)) return false;
        // "The object will have exactly one key."
        var keys = published.ObjectMember("keys").Members(2).ToList();
        return keys.Count == 1 && Ed25519PublicKey.TryParse(keys[0].Value.Text(), out key) && keys[0].Name == CrossSigningKeys.KeyId(key);
    }
}
