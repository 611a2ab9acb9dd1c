using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Rooms;

/// <summary>Rooms of two: someone and the bot.</summary>
public static class DirectChats
{
    /// <summary>True for a room opened as a direct chat that still has no third member.</summary>
    public static async Task<bool> IsDirectAsync(BotDbContext db, Room room, CancellationToken cancellationToken) =>
        room.IsDirect && await db.Set<RoomMember>().CountAsync(member => member.RoomId == room.Id, cancellationToken) <= 2;

    /// <summary>The latest direct chat with this person.</summary>
    public static async Task<Room?> OfAsync(BotDbContext db, UserId user, CancellationToken cancellationToken) =>
        await db.Set<Room>()
            .Where(room => room.IsDirect && room.Membership == RoomMembership.Joined)
            .Where(room => db.Set<RoomMember>().Any(member => member.RoomId == room.Id && member.UserId == user && member.IsJoined))
            .Where(room => db.Set<RoomMember>().Count(member => member.RoomId == room.Id) <= 2)
            .OrderByDescending(room => room.JoinedAt).FirstOrDefaultAsync(cancellationToken);
}
