using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>What the machine must know of rooms to write there, from the rooms and members as /sync left them.</summary>
internal static class RoomEncryptions
{
    // A room may ask for rotation more often than usual, but not for a new key with every message.
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(7);
    private const int FewestMessages = 1;
    private const int MostMessages = 100;

    public static async Task<IReadOnlyList<RoomEncryption>> OfAsync(BotDbContext db, IReadOnlyCollection<Room> rooms, CancellationToken cancellationToken)
    {
        var ids = rooms.Select(room => room.Id).ToList();
        var members = (await db.Set<RoomMember>().Where(member => ids.Contains(member.RoomId)).Select(member => new { member.RoomId, member.UserId, member.IsJoined }).ToListAsync(cancellationToken))
            .ToLookup(member => member.RoomId);
        return [.. rooms.Select(room => Of(room, [.. members[room.Id].Where(member => member.IsJoined || InvitedMayRead(room)).Select(member => member.UserId)]))];
    }

    public static async Task<RoomEncryption> OfAsync(BotDbContext db, Room room, CancellationToken cancellationToken) => (await OfAsync(db, [room], cancellationToken))[0];

    // "joined" alone gives those invited nothing of what is said before they come.
    private static bool InvitedMayRead(Room room) => room.HistoryVisibility is not "joined";

    private static RoomEncryption Of(Room room, IReadOnlyCollection<UserId> members) => new(room.Id, members, room.HistoryVisibility ?? "shared")
    {
        RotationPeriod = room.RotationPeriodMs is { } period ? Clamp(TimeSpan.FromMilliseconds(Math.Clamp(period, 0, (long)LongestPeriod.TotalMilliseconds))) : null,
        RotationMessages = room.RotationMessages is { } messages ? (int)Math.Clamp(messages, FewestMessages, MostMessages) : null,
    };

    private static TimeSpan Clamp(TimeSpan period) => period < ShortestPeriod ? ShortestPeriod : period;
}
