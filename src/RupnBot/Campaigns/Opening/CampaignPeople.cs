using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Opening;

/// <summary>People a campaign is for, and the direct chats in which the bot can reach them: it never opens any.</summary>
internal sealed class CampaignPeople(Permissions permissions, IOptions<BotOptions> options)
{
    /// <summary>Everybody who is référent of a salon, by being named or by their power level there, and is a member of it; operators in the room of alerts are none.</summary>
    public async Task<IReadOnlyList<UserId>> ReferentsAsync(BotDbContext db, UserId self, CancellationToken cancellationToken)
    {
        var salons = await db.Set<Room>().AsNoTracking().Where(room => room.Membership == RoomMembership.Joined && !room.IsDirect && room.Successor == null)
            .ToDictionaryAsync(room => room.Id, cancellationToken);
        if (options.Value.AlertRoomId is { } alerts) salons.Remove(alerts);
        var levels = salons.ToDictionary(salon => salon.Key, salon => RoomRights.LevelsOf(salon.Value));
        var named = (await db.Set<Referent>().Select(referent => new { referent.RoomId, referent.UserId }).ToListAsync(cancellationToken))
            .Select(referent => (referent.RoomId, referent.UserId)).ToHashSet();
        var found = new SortedSet<UserId>();
        await foreach (var member in db.Set<RoomMember>().AsNoTracking().Where(member => member.IsJoined).Select(member => new { member.RoomId, member.UserId }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (!levels.TryGetValue(member.RoomId, out var level) || member.UserId == self || found.Contains(member.UserId)) continue;
            if (level.LevelOf(member.UserId) < RoomRights.Moderator && !named.Contains((member.RoomId, member.UserId))) continue;
            if (permissions.IsAllowed(member.UserId)) found.Add(member.UserId);
        }

        return [.. found];
    }

    /// <summary>The direct chats with these people, the latest of each; whoever has none is left out.</summary>
    public static async Task<IReadOnlyDictionary<UserId, RoomId>> ChatsAsync(BotDbContext db, IReadOnlyCollection<UserId> people, UserId self, CancellationToken cancellationToken)
    {
        var members = await (
            from room in db.Set<Room>().AsNoTracking()
            where room.IsDirect && room.Membership == RoomMembership.Joined && room.Successor == null
            join member in db.Set<RoomMember>().AsNoTracking() on room.Id equals member.RoomId
            select new { room.Id, room.JoinedAt, member.UserId, member.IsJoined }).ToListAsync(cancellationToken);
        var wanted = people.ToHashSet();
        var chats = new Dictionary<UserId, RoomId>();
        foreach (var room in members.GroupBy(member => member.Id).OrderBy(room => room.First().JoinedAt))
        {
            // Of two: see DirectChats.
            if (room.Count() > 2 || room.FirstOrDefault(member => member.UserId != self) is not { IsJoined: true } other) continue;
            if (wanted.Contains(other.UserId)) chats[other.UserId] = room.Key;
        }

        return chats;
    }
}
