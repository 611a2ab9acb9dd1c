using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Rooms;

/// <summary>Who can give a right in a salon.</summary>
internal static class SalonAdministrators
{
    /// <summary>The display name of the member with the highest level from moderator on, the bot apart; null when there is none.</summary>
    public static async Task<string?> FirstAsync(BotDbContext db, Room salon, UserId self, CancellationToken cancellationToken)
    {
        var levels = RoomRights.LevelsOf(salon);
        var members = await db.Set<RoomMember>().Where(member => member.RoomId == salon.Id && member.IsJoined && member.UserId != self).ToListAsync(cancellationToken);
        var best = members
            .Select(member => (member, level: levels.LevelOf(member.UserId)))
            .Where(pair => pair.level >= RoomRights.Moderator)
            .OrderByDescending(pair => pair.level).ThenBy(pair => pair.member.UserId)
            .FirstOrDefault().member;
        return best is null ? null : best.DisplayName ?? best.UserId.Value;
    }
}
