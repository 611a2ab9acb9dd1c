using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Digests.Slots;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>Subscriptions, and what the salon has already had, follow it into its successor; they end when the bot leaves.</summary>
internal sealed class SalonMoves : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        // Where the successor already has its own, that stands; a move read twice finds nothing left to move.
        await db.Set<Subscription>().Where(row => row.RoomId == from && db.Set<Subscription>().Any(other => other.RoomId == to && other.Target == row.Target)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Subscription>().Where(row => row.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to), cancellationToken);
        await db.Set<ArticleOffer>().Where(row => row.RoomId == from && db.Set<ArticleOffer>().Any(other => other.RoomId == to && other.ArticleId == row.ArticleId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<ArticleOffer>().Where(row => row.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to), cancellationToken);
        await db.Set<DigestSlot>().Where(row => row.RoomId == from && !db.Set<DigestSlot>().Any(other => other.RoomId == to && other.Day == row.Day))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to), cancellationToken);
        await MovePauseAsync(db, from, to, cancellationToken);
    }

    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<Subscription>().Where(row => row.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SalonPause>().Where(row => row.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        // What it has had stays for its time: invited again, the bot does not repeat itself.
    }

    private static async Task MovePauseAsync(BotDbContext db, RoomId from, RoomId to, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<SalonPause>([from], cancellationToken) is not { } pause) return;
        db.Remove(pause);
        if (pause.Reason != PauseReason.Asked || await db.FindAsync<SalonPause>([to], cancellationToken) is not null) return;
        db.Add(new SalonPause { RoomId = to, Reason = pause.Reason, Until = pause.Until });
    }
}
