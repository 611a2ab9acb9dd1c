using System.Buffers.Binary;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

// What was encrypted and has perhaps not left, when somebody who has the key of it is not to read on.
public sealed partial class CryptoMachine
{
    private const string ClosedPrefix = "closed-session/";

    /// <summary>
    /// Whether what was encrypted with this session may still be sent to the room as it is now: nobody who has the key has since left, or is for
    /// another reason not to read on. Otherwise it is to be encrypted anew. That the session was replaced for its age or use is no reason.
    /// </summary>
    public async Task<bool> MayStillGoAsync(CryptoStep step, RoomEncryption room, string sessionId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(room);
        if (await step.OutboundSessionAsync(room.Room, ct).ConfigureAwait(false) is { } current)
        {
            var targets = Targets(room, await step.DevicesAsync([self, .. room.Members], ct).ConfigureAwait(false));
            // Whoever has the present key and has gone may have had the one before as well.
            if (!IsOpen(current, room, (await step.SharesAsync(current.SessionId, ct).ConfigureAwait(false)).Values, targets)) return false;
            if (current.SessionId == sessionId) return true;
        }

        // The twin that reads our own words knows when the session was begun.
        return await step.SecretAsync(ClosedPrefix + room.Room, ct).ConfigureAwait(false) is not { } closed
            || await step.InboundSessionAsync(room.Room, sessionId, ct).ConfigureAwait(false) is not { } twin
            || twin.ReceivedAt.ToUnixTimeMilliseconds() >= BinaryPrimitives.ReadInt64BigEndian(closed);
    }

    // When a room's session was last ended because of somebody: what was encrypted with one begun before that is theirs to read.
    private static void NoteClosed(CryptoStep step, RoomId room, DateTimeOffset now)
    {
        var at = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(at, now.ToUnixTimeMilliseconds());
        step.Changes.Secrets[ClosedPrefix + room] = at;
    }
}
