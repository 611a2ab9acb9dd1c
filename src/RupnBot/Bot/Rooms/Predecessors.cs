using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Rooms;

/// <summary>Rooms whose tombstone points to a room.</summary>
internal static class Predecessors
{
    public static async Task<IReadOnlyList<RoomId>> OfAsync(BotDbContext db, RoomId room, CancellationToken cancellationToken) =>
        await db.Set<Room>().Where(old => old.Successor == room).Select(old => old.Id).ToListAsync(cancellationToken);
}
