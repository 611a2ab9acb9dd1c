using System.Buffers;
using System.Text;
using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>
/// What is around a message from device to device (specification, "m.olm.v1.curve25519-aes-sha2"): inside, who sends it to whom, with the
/// sender's own device keys (MSC4147), so that a device that has not heard of the bot yet can check it at once; outside, the ciphertext.
/// </summary>
/// <param name="self">The own user.</param>
/// <param name="device">The own device.</param>
/// <param name="identityKey">The own Curve25519 key.</param>
/// <param name="signingKey">The own Ed25519 key.</param>
/// <param name="deviceKeys">The own signed device keys.</param>
internal sealed class OlmEnvelope(UserId self, DeviceId device, string identityKey, string signingKey, string deviceKeys)
{
    private readonly byte[] _deviceKeys = Encoding.UTF8.GetBytes(deviceKeys);

    /// <summary>Encrypts a message; its content on the wire.</summary>
    public byte[] Seal(OlmSession session, DeviceRecord to, string type, ReadOnlySpan<byte> content)
    {
        var plain = Inside(to, type, content);
        try
        {
            return Outside(to, session.Encrypt(plain.WrittenSpan));
        }
        finally
        {
            plain.Clear();
        }
    }

    private ArrayBufferWriter<byte> Inside(DeviceRecord to, string type, ReadOnlySpan<byte> content)
    {
        // Large enough that it does not grow: what it outgrew would stay in memory with a room's key.
        var output = new ArrayBufferWriter<byte>(1024 + content.Length + _deviceKeys.Length + (2 * (self.Value.Length + to.User.Value.Length)));
        using var writer = new Utf8JsonWriter(output, ToDeviceBodies.Json);
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WritePropertyName("content"u8);
        writer.WriteRawValue(content, skipInputValidation: true);
        writer.WriteString("sender"u8, self.Value);
        writer.WriteString("sender_device"u8, device.Value);
        writer.WriteStartObject("keys"u8);
        writer.WriteString("ed25519"u8, signingKey);
        writer.WriteEndObject();
        writer.WriteString("recipient"u8, to.User.Value);
        writer.WriteStartObject("recipient_keys"u8);
        writer.WriteString("ed25519"u8, to.Ed25519);
        writer.WriteEndObject();
        writer.WritePropertyName("sender_device_keys"u8);
        writer.WriteRawValue(_deviceKeys, skipInputValidation: true);
        writer.WriteEndObject();
        return output;
    }

    private byte[] Outside(DeviceRecord to, OlmMessage message)
    {
        var output = new ArrayBufferWriter<byte>(512 + (message.Body.Length * 4 / 3));
        using (var writer = new Utf8JsonWriter(output, ToDeviceBodies.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("algorithm"u8, CryptoMachine.OlmAlgorithm);
            writer.WriteString("sender_key"u8, identityKey);
            writer.WriteStartObject("ciphertext"u8);
            writer.WriteStartObject(to.Curve25519);
            writer.WriteNumber("type"u8, (int)message.Type);
            writer.WriteString("body"u8, UnpaddedBase64.Encode(message.Body));
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
