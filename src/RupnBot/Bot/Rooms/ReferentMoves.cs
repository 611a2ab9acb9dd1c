using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Rooms;

/// <summary>Named référents follow their salon into its successor, and are forgotten when the bot leaves.</summary>
internal sealed class ReferentMoves : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var known = await db.Set<Referent>().Where(referent => referent.RoomId == to).Select(referent => referent.UserId).ToListAsync(cancellationToken);
        foreach (var referent in await db.Set<Referent>().AsTracking().Where(referent => referent.RoomId == from).ToListAsync(cancellationToken))
        {
            db.Remove(referent);
            if (!known.Contains(referent.UserId))
                db.Add(new Referent { RoomId = to, UserId = referent.UserId, NamedBy = referent.NamedBy, NamedAt = referent.NamedAt });
        }
    }

    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Set<Referent>().Where(referent => referent.RoomId == room).ExecuteDeleteAsync(cancellationToken);
}
