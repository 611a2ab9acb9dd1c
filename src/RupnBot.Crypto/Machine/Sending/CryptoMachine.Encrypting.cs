using System.Buffers;
using System.Text.Json;

namespace RupnBot.Crypto;

// Specification, "m.megolm.v1.aes-sha2".
public sealed partial class CryptoMachine
{
    /// <summary>
    /// Encrypts an event. The ratchet advances in the step, which is to be saved together with the ciphertext before anything is sent: so no
    /// message index is ever used twice, and a retry sends the same bytes.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="room">Where to, with its members as they are now.</param>
    /// <param name="type">The event's type.</param>
    /// <param name="content">The event's content.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The content of the m.room.encrypted event, UTF-8 JSON; null when the room is not ready: prepare it first.</returns>
    public async Task<byte[]?> EncryptAsync(CryptoStep step, RoomEncryption room, string type, JsonElement content, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(room);
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (content.ValueKind != JsonValueKind.Object) throw new ArgumentException("The content of an event is an object.", nameof(content));
        var plan = await PlanAsync(step, [room], isAhead: false, stored: null, ct).ConfigureAwait(false);
        if (plan.Rooms[0] is not { IsReady: true, Session: { } record }) return null;

        var (identityKey, _) = await OwnKeysAsync(step, ct).ConfigureAwait(false);
        using var session = MegolmOutboundSession.Import(record.State);
        var ciphertext = session.Encrypt(Plaintext(room, type, content).WrittenSpan);
        step.Put(record with { State = session.Export(), Messages = record.Messages + 1 });
        return Wrap(ciphertext, session.SessionId, identityKey, content);
    }

    private static ArrayBufferWriter<byte> Plaintext(RoomEncryption room, string type, JsonElement content)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(output, ToDeviceBodies.Json);
        writer.WriteStartObject();
        writer.WriteString("type"u8, type);
        writer.WritePropertyName("content"u8);
        content.WriteTo(writer);
        writer.WriteString("room_id"u8, room.Room.Value);
        writer.WriteEndObject();
        return output;
    }

    private byte[] Wrap(byte[] ciphertext, string sessionId, string identityKey, JsonElement content)
    {
        var output = new ArrayBufferWriter<byte>(512 + (ciphertext.Length * 4 / 3));
        using (var writer = new Utf8JsonWriter(output, ToDeviceBodies.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("algorithm"u8, MegolmAlgorithm);
            writer.WriteString("ciphertext"u8, UnpaddedBase64.Encode(ciphertext));
            writer.WriteString("session_id"u8, sessionId);
            // Deprecated, and no longer believed by anyone who reads well; older clients refuse an event without them.
            writer.WriteString("sender_key"u8, identityKey);
            writer.WriteString("device_id"u8, Device.Value);
            // "Sending an encrypted event": servers aggregate by the relation, so that it stays readable.
            if (content.TryGetProperty("m.relates_to"u8, out var relation))
            {
                writer.WritePropertyName("m.relates_to"u8);
                relation.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
