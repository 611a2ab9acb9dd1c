using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>Keys of rooms, as their senders share or withhold them (specification, "m.room_key", "m.room_key.withheld").</summary>
public sealed partial class CryptoMachine
{
    private const string NoOlm = "m.no_olm";

    private async ValueTask<CryptoFailure> ReceiveRoomKeyAsync(CryptoStep step, OlmSender from, JsonElement content, ToDeviceBatch batch, CancellationToken ct)
    {
        if (Wire.Text(content, "algorithm") != MegolmAlgorithm) return CryptoFailure.Unsupported;
        if (!RoomId.TryParse(Wire.Text(content, "room_id"), out var room) || Wire.Text(content, "session_id") is not { } sessionId) return CryptoFailure.BadFormat;
        if (!UnpaddedBase64.TryDecode(Wire.Text(content, "session_key", InboundLimits.Name * 4), out var key)) return CryptoFailure.BadFormat;
        if (!MegolmInboundSession.TryCreate(key, out var session, out var failure)) return failure;
        using (session)
        {
            if (session.SessionId != sessionId) return CryptoFailure.SessionMismatch;
            var offered = new InboundSessionRecord(room, sessionId)
            {
                State = session.Export(),
                SenderKey = from.Curve25519,
                Owner = from.User,
                OwnerDevice = from.Device ?? await DeviceOfAsync(step, from, ct).ConfigureAwait(false),
                OwnerSigningKey = from.Ed25519,
                Source = SessionSource.RoomKey,

                // MSC3061; the second name is the one it had before the specification took it.
                IsSharedHistory = Wire.Flag(content, "shared_history") || Wire.Flag(content, "org.matrix.msc3061.shared_history"),
                FirstKnownIndex = session.FirstKnownIndex,
                ReceivedAt = time.GetUtcNow(),
            };
            (var isNew, failure) = await InboundSessions.AddAsync(step, offered, session, ct).ConfigureAwait(false);
            if (isNew) batch.Sessions.Add((room, sessionId));
            return failure;
        }
    }

    /// <summary>
    /// Told in clear or over Olm. It explains why an event cannot be read; it takes no key away. Without a session that is known to be its
    /// sender's nobody can say who may tell it, so that it is remembered with who did.
    /// </summary>
    private async ValueTask<CryptoFailure> ReceiveWithheldAsync(CryptoStep step, UserId sender, JsonElement content, CancellationToken ct)
    {
        if (Wire.Text(content, "algorithm") != MegolmAlgorithm || Wire.Text(content, "code") is not { } code) return CryptoFailure.BadFormat;
        if (code == NoOlm)
        {
            // Their device could set up no session with this one: ours with it may serve.
            if (Curve25519PublicKey.TryParse(Wire.Text(content, "sender_key"), out var key)) await AskForNewSessionAsync(step, sender, key.ToString(), ct).ConfigureAwait(false);
            return CryptoFailure.None;
        }

        if (!RoomId.TryParse(Wire.Text(content, "room_id"), out var room) || Wire.Text(content, "session_id") is not { } sessionId) return CryptoFailure.BadFormat;
        if (await step.InboundSessionAsync(room, sessionId, ct).ConfigureAwait(false) is not null) return CryptoFailure.None;
        step.Changes.Withheld[(room, sessionId)] = new WithheldRecord(room, sessionId) { Sender = sender, Code = code, At = time.GetUtcNow() };
        foreach (var waiting in (await WaitingAsync(step, room, sessionId, ct).ConfigureAwait(false)).Where(waiting => IsOf(waiting, sender)))
            step.Changes.Undecryptable[waiting.Event] = waiting with { Failure = CryptoFailure.Withheld };
        return CryptoFailure.None;
    }

    private static bool IsOf(UndecryptableRecord waiting, UserId sender)
    {
        using var e = Wire.Parse(waiting.Json);
        return e is not null && Wire.Text(e.RootElement, "sender") == sender.Value;
    }

    private static async ValueTask<DeviceId?> DeviceOfAsync(CryptoStep step, OlmSender from, CancellationToken ct)
    {
        var devices = await step.DevicesAsync(from.User, ct).ConfigureAwait(false);
        return devices.Values.FirstOrDefault(known => known.Curve25519 == from.Curve25519 && known.Ed25519 == from.Ed25519)?.Device;
    }
}
