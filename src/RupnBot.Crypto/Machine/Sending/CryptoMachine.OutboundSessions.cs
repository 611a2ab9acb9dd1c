using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace RupnBot.Crypto;

// The sessions the bot writes with (specification, "Megolm", and MSC3061 for shared_history). The bot never sends a bundle of old keys (MSC4268).
public sealed partial class CryptoMachine
{
    private RoomKey OpenRoomKey(CryptoStep step, RoomPlan room, OlmAccount account)
    {
        using var session = room.Session is { } known ? MegolmOutboundSession.Import(known.State) : Begin(step, room, account);
        var key = session.SessionKey();
        try
        {
            return new RoomKey(room, RoomKeyContent(room.Session!, key), session.MessageIndex);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private MegolmOutboundSession Begin(CryptoStep step, RoomPlan room, OlmAccount account)
    {
        var now = time.GetUtcNow();
        var session = MegolmOutboundSession.Create();
        var record = new OutboundSessionRecord(room.Room.Room, session.SessionId) { State = session.Export(), CreatedAt = now, HistoryVisibility = room.Room.HistoryVisibility };
        step.Put(record);
        room.Session = record;

        // Its twin reads our own messages as the server echoes them, and goes into the backup.
        if (!MegolmInboundSession.TryCreate(session.SessionKey(), out var twin, out var failure)) throw new CryptoException(failure);
        using (twin)
            step.Put(new InboundSessionRecord(record.Room, record.SessionId)
            {
                State = twin.Export(),
                SenderKey = account.Curve25519,
                Owner = self,
                OwnerDevice = Device,
                OwnerSigningKey = account.Ed25519,
                Source = SessionSource.Own,
                IsSharedHistory = IsHistoryShared(record),
                ReceivedAt = now,
            });
        return session;
    }

    // Specification, "Shareable encryption sessions".
    private static bool IsHistoryShared(OutboundSessionRecord session) => session.HistoryVisibility is "shared" or "world_readable";

    private static byte[] RoomKeyContent(OutboundSessionRecord session, byte[] key)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output, ToDeviceBodies.Json))
        {
            writer.WriteStartObject();
            writer.WriteString("algorithm"u8, MegolmAlgorithm);
            writer.WriteString("room_id"u8, session.Room.Value);
            writer.WriteString("session_id"u8, session.SessionId);
            writer.WriteString("session_key"u8, UnpaddedBase64.Encode(key));
            writer.WriteBoolean("shared_history"u8, IsHistoryShared(session));
            writer.WriteEndObject();
        }

        var content = output.WrittenSpan.ToArray();
        output.Clear();
        return content;
    }

    /// <summary>The key of a room at the index it is shared from; the content of its m.room_key.</summary>
    private sealed record RoomKey(RoomPlan Room, byte[] Content, uint Index);
}
