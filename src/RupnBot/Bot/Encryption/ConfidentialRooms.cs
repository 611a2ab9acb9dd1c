using RupnBot.Bot.Rooms;
using RupnBot.Crypto;
using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>Rooms where people tell the bot what nobody else is to read: their keys are nowhere but in the bot's own database.</summary>
public sealed class ConfidentialRooms(BotCrypto crypto, KeySignal signal)
{
    /// <summary>From now on the room's keys are not backed up, and those that were are taken out of the backup.</summary>
    public async Task KeepAsync(BotDbContext db, Room room, CancellationToken cancellationToken)
    {
        if (!room.IsEncrypted) return;
        using var step = crypto.Begin(db);
        CryptoMachine.KeepOutOfBackup(step, room.Id);
        await step.SaveAsync(cancellationToken);
        signal.Changed.Pulse();
    }
}
