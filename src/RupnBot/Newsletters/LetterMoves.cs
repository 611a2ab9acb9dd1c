using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;
using RupnBot.Storage;

namespace RupnBot.Newsletters;

/// <summary>A letter that waits for a salon goes to its successor; one that was sent stays where it is. From where the bot was removed nothing more is expected.</summary>
internal sealed class LetterMoves : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await LetterWithdrawal.PullBackAsync(db, db.Set<NewsletterDelivery>().Where(row => row.RoomId == from), cancellationToken);
        // Where the successor is meant already, it gets the letter once; a move read twice finds nothing left to move.
        await Waiting(db, from).Where(row => db.Set<NewsletterDelivery>().Any(other => other.RoomId == to && other.NewsletterId == row.NewsletterId)).ExecuteDeleteAsync(cancellationToken);
        await Waiting(db, from).ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to).SetProperty(row => row.NotBefore, (DateTimeOffset?)null), cancellationToken);
    }

    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await Waiting(db, room).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, DeliveryState.Refused).SetProperty(row => row.Refusal, RefusalReason.Left), cancellationToken);
    }

    private static IQueryable<NewsletterDelivery> Waiting(BotDbContext db, RoomId room) =>
        db.Set<NewsletterDelivery>().Where(row => row.RoomId == room && row.State == DeliveryState.Waiting && row.Work == DeliveryWork.None);
}
