using System.Runtime.InteropServices;
using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>Reading the encrypted events of rooms (specification, "m.megolm.v1.aes-sha2").</summary>
public sealed partial class CryptoMachine
{
    private const string RelatesTo = "m.relates_to";

    /// <summary>
    /// Decrypts an event and checks that it is of this room, by the owner of its session, and the only one with its index. Many events of one
    /// session in one step open it once. Hostile input comes back as <see cref="RoomDecryption.Unreadable"/>; it never throws.
    /// </summary>
    public async Task<RoomDecryption> DecryptAsync(CryptoStep step, RoomId room, EncryptedEvent e, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(e);
        if (Wire.Text(e.Content, "algorithm") != MegolmAlgorithm) return Refused(CryptoFailure.Unsupported, null);

        // By room and session id alone: sender_key and device_id of the wire prove nothing, and the specification lets them go.
        if (Wire.Text(e.Content, "session_id") is not { Length: > 0 } sessionId) return Refused(CryptoFailure.BadFormat, null);
        if (Wire.Text(e.Content, "ciphertext", int.MaxValue) is not { } text) return Refused(CryptoFailure.BadFormat, sessionId);
        if (text.Length > InboundLimits.Ciphertext) return Refused(CryptoFailure.TooLarge, sessionId);
        if (!UnpaddedBase64.TryDecode(text, out var message)) return Refused(CryptoFailure.BadFormat, sessionId);
        if (await step.InboundSessionAsync(room, sessionId, ct).ConfigureAwait(false) is not { } record) return await MissingAsync(step, room, sessionId, e.Sender, ct).ConfigureAwait(false);

        // CVE-2025-48937: whoever has the key of a session could write with it under their own name.
        if (record.Owner is { } owner && owner != e.Sender) return Refused(CryptoFailure.SessionMismatch, sessionId);
        if (!step.Open(record).TryDecrypt(message, out var plaintext, out var index, out var failure))
            return new RoomDecryption.Unreadable(failure, sessionId, MayComeLater: failure == CryptoFailure.UnknownMessageIndex);

        await NoticeRestoredCopyAsync(step, record, e.Sender, index, ct).ConfigureAwait(false);
        // Which event used it is forgotten by now: this might be another one.
        if (index < record.UsesForgottenBelow) return Refused(CryptoFailure.Replay, sessionId);
        using var document = Wire.Parse(plaintext);
        if (document is null) return Refused(CryptoFailure.BadFormat, sessionId);
        if (Wire.Text(document.RootElement, "room_id") != room.Value) return Refused(CryptoFailure.RoomMismatch, sessionId);
        if (Wire.Text(document.RootElement, "type") is not { } type || type == EncryptedType) return Refused(CryptoFailure.BadFormat, sessionId);
        if (!Wire.TryGetObject(document.RootElement, "content", out var content)) return Refused(CryptoFailure.BadFormat, sessionId);
        if (!await IsFirstAsync(step, new ReplayRecord(room, sessionId, index, e.Event, e.OriginServerTs) { At = time.GetUtcNow() }, ct).ConfigureAwait(false)) return Refused(CryptoFailure.Replay, sessionId);

        var trust = await TrustAsync(step, record, e.Sender, ct).ConfigureAwait(false);
        return new RoomDecryption.Read(type, WithRelation(content, e.Content), trust, sessionId, index);
    }

    /// <summary>An index is used for one event; the same event may come again, after a gap for example.</summary>
    private static async ValueTask<bool> IsFirstAsync(CryptoStep step, ReplayRecord use, CancellationToken ct)
    {
        if (await step.ReplayAsync(use.Room, use.SessionId, use.Index, ct).ConfigureAwait(false) is { } first) return first.Event == use.Event && first.OriginServerTs == use.OriginServerTs;
        step.Changes.Replays[(use.Room, use.SessionId, use.Index)] = use;
        return true;
    }

    // Our own words come back at a message index we have not reached: this store is a copy from before they were said, and to go on would use that
    // part of the ratchet again. What a server makes up does not get here: only who has the session's private key can sign for it.
    private async ValueTask NoticeRestoredCopyAsync(CryptoStep step, InboundSessionRecord record, UserId sender, uint index, CancellationToken ct)
    {
        if (record.Source != SessionSource.Own || sender != self) return;
        var writing = await step.OutboundSessionAsync(record.Room, ct).ConfigureAwait(false);
        if (writing?.SessionId == record.SessionId && index >= writing.Messages) await DropSendingSessionsAsync(step).ConfigureAwait(false);
    }

    private static async ValueTask<RoomDecryption> MissingAsync(CryptoStep step, RoomId room, string sessionId, UserId sender, CancellationToken ct)
    {
        var withheld = await step.WithheldAsync(room, sessionId, ct).ConfigureAwait(false);
        return new RoomDecryption.Unreadable(withheld?.Sender == sender ? CryptoFailure.Withheld : CryptoFailure.UnknownSession, sessionId, MayComeLater: true);
    }

    /// <summary>Relations stand outside, in clear, for the server; inside as well with some clients, and then those count.</summary>
    private static ReadOnlyMemory<byte> WithRelation(JsonElement content, JsonElement wire)
    {
        var inside = JsonMarshal.GetRawUtf8Value(content);
        if (Wire.TryGet(content, RelatesTo, out _) || !Wire.TryGetObject(wire, RelatesTo, out var relation)) return inside.ToArray();
        var outside = JsonMarshal.GetRawUtf8Value(relation);
        var rest = inside[1..].TrimStart(" \t\r\n"u8);
        var head = "{\"m.relates_to\":"u8;
        var separator = rest[0] == (byte)'}' ? ""u8 : ","u8;
        return (byte[])[.. head, .. outside, .. separator, .. rest];
    }

    private static RoomDecryption.Unreadable Refused(CryptoFailure failure, string? sessionId) => new(failure, sessionId, MayComeLater: false);
}
