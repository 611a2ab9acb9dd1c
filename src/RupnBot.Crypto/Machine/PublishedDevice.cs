using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>Device keys that name the user and device they were found under and that the device signed itself (specification, "Device keys").</summary>
internal sealed record PublishedDevice(UserId User, DeviceId Device, string Curve25519, string Ed25519, string Json)
{
    /// <summary>Reads and checks published keys.</summary>
    /// <param name="keys">The object.</param>
    /// <param name="user">Whose they have to be.</param>
    /// <param name="deviceId">The device they have to be of; null: whichever they say.</param>
    /// <param name="published">What was read.</param>
    /// <param name="failure">Why not.</param>
    public static bool TryRead(JsonElement keys, UserId user, string? deviceId, out PublishedDevice? published, out CryptoFailure failure)
    {
        published = null;
        failure = CryptoFailure.BadFormat;
        if (Wire.Text(keys, "user_id") is not { } saidUser || Wire.Text(keys, "device_id") is not { Length: > 0 } id) return false;
        if (!Wire.TryGetObject(keys, "keys", out var publicKeys)) return false;
        if (!Curve25519PublicKey.TryParse(Wire.Text(publicKeys, $"curve25519:{id}"), out var curve)) return false;
        if (!Ed25519PublicKey.TryParse(Wire.Text(publicKeys, $"ed25519:{id}"), out var ed)) return false;

        // CVE-2026-45056: keys that are rightly signed but of somebody else.
        failure = CryptoFailure.SenderMismatch;
        if (saidUser != user.Value || (deviceId is not null && id != deviceId)) return false;
        failure = CryptoFailure.TooLarge;
        var json = keys.GetRawText();
        if (json.Length > InboundLimits.Device) return false;
        failure = CryptoFailure.BadSignature;
        if (!SignedJson.Verify(keys, user, $"ed25519:{id}", ed)) return false;

        failure = CryptoFailure.None;
        published = new PublishedDevice(user, new DeviceId(id), curve.ToString(), ed.ToString(), json);
        return true;
    }
}
