using System.Text;
using System.Text.Json;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>
/// Puts a message into cipher in the transaction that claims it: the ratchet has moved on and the ciphertext is stored before any request,
/// so that no position of the ratchet is ever used twice and a repeated request carries the same bytes.
/// </summary>
public sealed class OutboxEncryption(BotCrypto crypto, KeySignal signal)
{
    /// <returns>False when the room's key must be shared first: the outbox leaves the room alone until it was.</returns>
    internal async Task<bool> EncryptAsync(BotDbContext db, OutboxMessage row, Room room, OutboxAttachment? attachment, CancellationToken cancellationToken)
    {
        // The file goes first, in a cipher of its own.
        if (attachment is { IsUploaded: false })
        {
            if (!attachment.IsEncrypted) FileEncryption.Apply(row, attachment);
            return true;
        }

        using var step = crypto.Begin(db);
        var target = await RoomEncryptions.OfAsync(db, room, cancellationToken);
        using var content = JsonDocument.Parse(row.Content);
        var hasAccount = await step.AccountAsync(cancellationToken) is not null;
        if (hasAccount && await crypto.Machine.EncryptAsync(step, target, row.EventType, content.RootElement, cancellationToken) is { } cipher)
        {
            row.Ciphertext = Encoding.UTF8.GetString(cipher);
            await step.SaveAsync(cancellationToken);
            return true;
        }

        room.KeysWanted = true;
        signal.Changed.Pulse();
        return false;
    }

    /// <summary>
    /// Whether a stored ciphertext may leave after all this time. Not when somebody who could read it has gone: then it is put into cipher anew. Its
    /// transaction id stays, so that the homeserver takes one of the two, and the ratchet has moved on, so that no position of it served twice.
    /// </summary>
    internal async Task<bool> MayStillGoAsync(BotDbContext db, OutboxMessage row, Room room, CancellationToken cancellationToken)
    {
        using var stored = JsonDocument.Parse(row.Ciphertext!);
        using var step = crypto.Begin(db);
        var target = await RoomEncryptions.OfAsync(db, room, cancellationToken);
        return await crypto.Machine.MayStillGoAsync(step, target, stored.RootElement.GetProperty("session_id"u8).GetString()!, cancellationToken);
    }
}
