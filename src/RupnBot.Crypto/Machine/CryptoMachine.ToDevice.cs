using System.Security.Cryptography;
using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>The part of a sync that concerns encryption: to-device events, device lists, key counts.</summary>
public sealed partial class CryptoMachine
{
    private const string EncryptedType = "m.room.encrypted";

    /// <summary>
    /// Takes what a sync brought. Saved in the transaction of the sync's token: the server forgets the to-device events once the next sync
    /// is asked for. Hostile input is refused event by event and told in the result; it never throws.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no account yet.</exception>
    public async Task<ReceivedKeys> ReceiveAsync(CryptoStep step, EncryptionSync sync, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(sync);
        await ApplyKeyCountsAsync(step, sync, ct).ConfigureAwait(false);
        await MarkOutdatedAsync(step, sync.ChangedUsers, ct).ConfigureAwait(false);
        await UntrackAsync(step, sync.LeftUsers, ct).ConfigureAwait(false);
        if (sync.ToDevice.Count == 0) return new ReceivedKeys();

        var batch = new ToDeviceBatch();
        var events = sync.ToDevice.Take(InboundLimits.ToDeviceEvents).ToList();
        await LoadAsync(step, events, ct).ConfigureAwait(false);
        foreach (var received in events)
        {
            ct.ThrowIfCancellationRequested();
            if (!UserId.TryParse(received.Sender, out var sender))
            {
                batch.Refused.Add(("", CryptoFailure.BadFormat));
                continue;
            }

            var failure = await ReceiveAsync(step, sender, received, batch, ct).ConfigureAwait(false);
            if (failure != CryptoFailure.None) batch.Refused.Add((sender.Value, failure));
        }

        if (sync.ToDevice.Count > events.Count) batch.Refused.Add(("", CryptoFailure.TooLarge));
        var now = time.GetUtcNow();
        step.Changes.ForgetOlmMessagesBefore = now - InboundLimits.SeenHashes;
        step.Changes.ForgetUndecryptableBefore = now - InboundLimits.Waiting;
        step.Changes.ForgetReplaysBefore = now - InboundLimits.Uses;
        return new ReceivedKeys { Sessions = [.. batch.Sessions], Refused = batch.Refused };
    }

    private ValueTask<CryptoFailure> ReceiveAsync(CryptoStep step, UserId sender, ToDeviceEvent received, ToDeviceBatch batch, CancellationToken ct) => received.Type switch
    {
        EncryptedType => ReceiveEncryptedAsync(step, sender, received.Content, batch, ct),
        "m.room_key.withheld" => ReceiveWithheldAsync(step, sender, received.Content, ct),

        // Keys and secrets come over Olm or not at all: in clear anyone, and the server, could have made them.
        "m.room_key" or "m.forwarded_room_key" or "m.secret.send" => new(CryptoFailure.NotTrusted),

        // Requests for keys and secrets are not served; verification is between people.
        _ => new(CryptoFailure.None),
    };

    private async ValueTask<CryptoFailure> ReceiveEncryptedAsync(CryptoStep step, UserId sender, JsonElement content, ToDeviceBatch batch, CancellationToken ct)
    {
        // Megolm proves a room session, not a device: its senders are whoever got the key.
        if (Wire.Text(content, "algorithm") != OlmAlgorithm) return CryptoFailure.Unsupported;
        var account = await OpenAccountAsync(step, ct).ConfigureAwait(false);
        if (!Curve25519PublicKey.TryParse(Wire.Text(content, "sender_key"), out var senderKey) || !Wire.TryGetObject(content, "ciphertext", out var messages)) return CryptoFailure.BadFormat;
        if (!Wire.TryGetObject(messages, account.Curve25519, out var message)) return CryptoFailure.RecipientMismatch;
        if (Wire.Integer(message, "type", -1) is not (0 or 1)) return CryptoFailure.WrongVersion;
        if (Wire.Text(message, "body", int.MaxValue) is not { } text) return CryptoFailure.BadFormat;
        if (text.Length > InboundLimits.Ciphertext) return CryptoFailure.TooLarge;
        if (!UnpaddedBase64.TryDecode(text, out var body)) return CryptoFailure.BadFormat;

        // A server may deliver twice: that is no reason to think the session broken.
        var hash = UnpaddedBase64.Encode(SHA256.HashData(body));
        if (await step.IsOlmMessageSeenAsync(hash, ct).ConfigureAwait(false)) return CryptoFailure.AlreadyReceived;
        var type = (OlmMessageType)Wire.Integer(message, "type", 0);
        var plaintext = await DecryptOlmAsync(step, senderKey, type, body, ct).ConfigureAwait(false);
        if (plaintext.Failure != CryptoFailure.None)
        {
            await AskForNewSessionAsync(step, sender, senderKey.ToString(), ct).ConfigureAwait(false);
            return plaintext.Failure;
        }

        step.Changes.SeenOlmMessages[hash] = time.GetUtcNow();
        using var document = Wire.Parse(plaintext.Bytes);
        if (document is null) return CryptoFailure.BadFormat;
        if (!OlmPayload.TryRead(document.RootElement, sender, senderKey, self, account.Ed25519, out var from, out var failure)) return failure;
        if (!await IsConsistentAsync(step, from!, ct).ConfigureAwait(false)) return CryptoFailure.SenderMismatch;
        return await ReceiveOlmAsync(step, from!, document.RootElement, batch, ct).ConfigureAwait(false);
    }

    private async ValueTask<CryptoFailure> ReceiveOlmAsync(CryptoStep step, OlmSender from, JsonElement payload, ToDeviceBatch batch, CancellationToken ct)
    {
        if (Wire.Text(payload, "type") is not { } type || !Wire.TryGetObject(payload, "content", out var content)) return CryptoFailure.BadFormat;
        return type switch
        {
            "m.room_key" => await ReceiveRoomKeyAsync(step, from, content, batch, ct).ConfigureAwait(false),
            "m.room_key.withheld" => await ReceiveWithheldAsync(step, from.User, content, ct).ConfigureAwait(false),

            // The bot asks nobody for keys or secrets: it has its backup and its recovery key. What was not asked for is not taken
            // (CVE-2021-40823: keys accepted from whoever forwarded them), from own devices neither.
            "m.forwarded_room_key" or "m.secret.send" => CryptoFailure.NotTrusted,

            // The session it came on is the one to send on now.
            "m.dummy" => await ShareAgainAsync(step, from, ct).ConfigureAwait(false),
            _ => CryptoFailure.None,
        };
    }

    /// <summary>A device that is known by one of its two keys has to be known by both, and under the name it gives itself.</summary>
    private static async ValueTask<bool> IsConsistentAsync(CryptoStep step, OlmSender from, CancellationToken ct)
    {
        var devices = await step.DevicesAsync(from.User, ct).ConfigureAwait(false);
        return devices.Values.All(known =>
        {
            var isCurve = known.Curve25519 == from.Curve25519;
            var isEd = known.Ed25519 == from.Ed25519;
            var isName = from.Device is null ? isCurve : known.Device == from.Device;
            return isCurve == isEd && isName == isCurve;
        });
    }

    private static async ValueTask LoadAsync(CryptoStep step, List<ToDeviceEvent> events, CancellationToken ct)
    {
        var senders = new HashSet<UserId>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var received in events.Where(received => received.Type == EncryptedType))
        {
            if (UserId.TryParse(received.Sender, out var sender)) senders.Add(sender);
            if (Curve25519PublicKey.TryParse(Wire.Text(received.Content, "sender_key"), out var key)) keys.Add(key.ToString());
        }

        await step.DevicesAsync(senders, ct).ConfigureAwait(false);
        await step.LoadOlmSessionsAsync(keys, ct).ConfigureAwait(false);
    }

    /// <summary>What one sync's to-device events came to.</summary>
    private sealed class ToDeviceBatch
    {
        public HashSet<(RoomId Room, string SessionId)> Sessions { get; } = [];

        public List<(string Sender, CryptoFailure Failure)> Refused { get; } = [];
    }
}
