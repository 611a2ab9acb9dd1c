using RupnBot.Bot.Rooms;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>
/// What is said in clear where everybody writes in cipher: the homeserver alone vouches for it, and might have made it up. Redactions and
/// reactions are never encrypted; what was said before the room became encrypted was not either.
/// </summary>
internal static class InClear
{
    /// <summary>Whether an event is not to be believed, by whatever way it came.</summary>
    /// <param name="room">Where it was sent.</param>
    /// <param name="found">The event.</param>
    /// <param name="trust">How far its sender is known; null for what came in clear.</param>
    /// <param name="earliest">It cannot be older: what it speaks of is from then. A homeserver that makes an event up chooses its date.</param>
    public static bool IsUnbelievable(this Room room, MatrixEvent found, SenderTrust? trust, DateTimeOffset earliest)
    {
        if (!room.IsEncrypted || trust is not null || found.IsState || found.Type is EventTypes.Redaction or EventTypes.Reaction) return false;
        var said = Instants.FromUnixMilliseconds(found.OriginServerTs);
        return room.EncryptedAt is not { } since || (said > earliest ? said : earliest) > since;
    }
}
