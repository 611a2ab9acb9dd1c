using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Sync;

/// <summary>What one answer to /sync said of a room the bot is in.</summary>
/// <param name="Id">The room.</param>
/// <param name="Events">Its timeline as it came, still in cipher where it is encrypted: who has read what needs no content.</param>
/// <param name="Ephemeral">Receipts, when somebody wants them.</param>
public sealed record SyncedRoom(RoomId Id, IReadOnlyList<MatrixEvent> Events, IReadOnlyList<BasicEvent> Ephemeral);

/// <summary>
/// A slice that wants to know how far people have read. It is asked once for each answer, not for each event, after all its events were handled; under a savepoint, so
/// that what goes wrong there takes nothing else with it. Like a handler it does no I/O and may see an answer twice.
/// </summary>
public interface IReceiptHandler
{
    /// <summary>Whether receipts are to be asked for at all. Where nobody wants them, the server never sends any.</summary>
    Task<bool> WantsReceiptsAsync(BotDbContext db, CancellationToken cancellationToken);

    Task ReceiveAsync(BotDbContext db, IReadOnlyList<SyncedRoom> rooms, UserId self, DateTimeOffset now, CancellationToken cancellationToken);
}
