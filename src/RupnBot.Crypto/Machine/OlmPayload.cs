using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>Who sent an Olm message, as far as the message proves it.</summary>
/// <param name="User">The user; the server and the message agree.</param>
/// <param name="Curve25519">The identity key the session was agreed with.</param>
/// <param name="Ed25519">The fingerprint the holder of that key claims to be its own; published device keys prove the pair.</param>
/// <param name="Device">The device, when its signed keys came with the message.</param>
internal sealed record OlmSender(UserId User, string Curve25519, string Ed25519, DeviceId? Device);

/// <summary>The plaintext of an Olm message, checked (specification, "m.olm.v1.curve25519-aes-sha2"; MSC4147).</summary>
internal static class OlmPayload
{
    // The name of sender_device_keys before the specification took it; clients of that time are in use.
    private static readonly string[] SenderDeviceKeys = ["sender_device_keys", "org.matrix.msc4147.device_keys"];

    /// <summary>
    /// Binds the plaintext to sender and recipient: without these checks a message can be passed on to somebody else, or under another name.
    /// </summary>
    public static bool TryRead(
        JsonElement payload, UserId sender, Curve25519PublicKey senderKey, UserId self, string ownEd25519,
        out OlmSender? from, out CryptoFailure failure)
    {
        from = null;
        failure = CryptoFailure.SenderMismatch;
        if (Wire.Text(payload, "sender") != sender.Value) return false;
        failure = CryptoFailure.RecipientMismatch;
        if (Wire.Text(payload, "recipient") != self.Value) return false;
        if (!Wire.TryGetObject(payload, "recipient_keys", out var ours) || Wire.Text(ours, "ed25519") != ownEd25519) return false;
        failure = CryptoFailure.BadFormat;
        if (!Wire.TryGetObject(payload, "keys", out var theirs) || !Ed25519PublicKey.TryParse(Wire.Text(theirs, "ed25519"), out var signing)) return false;
        if (!TryReadDevice(payload, sender, senderKey, signing, out var device, out failure)) return false;

        from = new OlmSender(sender, senderKey.ToString(), signing.ToString(), device);
        return true;
    }

    private static bool TryReadDevice(
        JsonElement payload, UserId sender, Curve25519PublicKey senderKey, Ed25519PublicKey signing, out DeviceId? device, out CryptoFailure failure)
    {
        device = null;
        failure = CryptoFailure.None;
        foreach (var name in SenderDeviceKeys)
        {
            if (!Wire.TryGet(payload, name, out var keys)) continue;
            if (!PublishedDevice.TryRead(keys, sender, deviceId: null, out var published, out failure)) return false;
            failure = CryptoFailure.SenderMismatch;
            if (published!.Curve25519 != senderKey.ToString() || published.Ed25519 != signing.ToString()) return false;
            if (device is { } other && other != published.Device) return false;
            failure = CryptoFailure.None;
            device = published.Device;
        }

        return true;
    }
}
