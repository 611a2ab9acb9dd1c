using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Rooms;
using RupnBot.Configuration;
using RupnBot.Matrix;
using RupnBot.Schools.Salons;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Schools.Audiences;

/// <summary>Finds the salons of an audience as they are now: where the bot is, no direct chats, none that was upgraded, and not the room where operators are alerted.</summary>
public sealed class AudienceResolver(IOptions<BotOptions> options)
{
    /// <summary>By name, then by id.</summary>
    public async Task<IReadOnlyList<AudienceSalon>> SalonsAsync(BotDbContext db, Audience audience, CancellationToken cancellationToken)
    {
        var rooms = await (
            from room in db.Set<Room>().AsNoTracking()
            where room.Membership == RoomMembership.Joined && !room.IsDirect && room.Successor == null
            join link in db.Set<SalonSchool>().AsNoTracking() on room.Id equals link.RoomId into links
            from link in links.DefaultIfEmpty()
            join school in db.Set<School>().AsNoTracking() on link.Uai equals school.Uai into schools
            from school in schools.DefaultIfEmpty()
            select new { room.Id, Name = room.Name ?? room.CanonicalAlias, School = school }).ToListAsync(cancellationToken);
        var tags = (await db.Set<SalonTag>().Select(tag => new { tag.RoomId, tag.Folded }).ToListAsync(cancellationToken)).ToLookup(tag => tag.RoomId, tag => tag.Folded);
        var topics = (await db.Set<Subscription>().Where(row => row.FoldedTopic != null).Select(row => new { row.RoomId, Folded = row.FoldedTopic! }).ToListAsync(cancellationToken))
            .ToLookup(row => row.RoomId, row => row.Folded);
        var found = rooms.Where(room => room.Id != options.Value.AlertRoomId && AudienceFilter.Fits(audience, new AudienceFacts(room.Name, room.School, tags[room.Id], topics[room.Id]))).ToList();
        var members = await MembersAsync(db, [.. found.Select(room => room.Id)], cancellationToken);
        return [.. found.Select(room => new AudienceSalon(room.Id, room.Name, members.GetValueOrDefault(room.Id), room.School)).OrderBy(salon => Topic.Fold(salon.Name ?? ""), StringComparer.Ordinal).ThenBy(salon => salon.RoomId)];
    }

    /// <summary>How many salons and, each once, people.</summary>
    public static async Task<AudienceReach> ReachAsync(BotDbContext db, IReadOnlyList<AudienceSalon> salons, CancellationToken cancellationToken)
    {
        if (salons.Count == 0) return new AudienceReach(0, 0);
        var rooms = salons.Select(salon => salon.RoomId).ToList();
        var people = await db.Set<RoomMember>().Where(member => member.IsJoined && rooms.Contains(member.RoomId)).Select(member => member.UserId).Distinct().CountAsync(cancellationToken);
        // The bot is a member of each.
        return new AudienceReach(salons.Count, Math.Max(0, people - 1));
    }

    private static async Task<Dictionary<RoomId, int>> MembersAsync(BotDbContext db, List<RoomId> rooms, CancellationToken cancellationToken)
    {
        var counts = await db.Set<RoomMember>().Where(member => member.IsJoined && rooms.Contains(member.RoomId))
            .GroupBy(member => member.RoomId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return counts.ToDictionary(count => count.Key, count => Math.Max(0, count.Count - 1));
    }
}
