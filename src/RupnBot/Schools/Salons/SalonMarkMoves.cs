using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Schools.Salons;

/// <summary>School and tags follow a salon into its successor, and are forgotten when the bot leaves.</summary>
internal sealed class SalonMarkMoves : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        // Where the successor already has its own, that stands.
        await db.Set<SalonSchool>().Where(link => link.RoomId == from && db.Set<SalonSchool>().Any(other => other.RoomId == to)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SalonSchool>().Where(link => link.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(link => link.RoomId, to), cancellationToken);
        await db.Set<SalonTag>().Where(tag => tag.RoomId == from && db.Set<SalonTag>().Any(other => other.RoomId == to && other.Folded == tag.Folded)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SalonTag>().Where(tag => tag.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(tag => tag.RoomId, to), cancellationToken);
    }

    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<SalonSchool>().Where(link => link.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SalonTag>().Where(tag => tag.RoomId == room).ExecuteDeleteAsync(cancellationToken);
    }
}
