using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Commands;

/// <summary>Who is who, from the configuration, the room's power levels and the named référents.</summary>
public sealed class Permissions(IOptions<BotOptions> options, BotSession session)
{
    public bool IsAllowed(UserId user) =>
        IsAdministrator(user) || IsEditor(user)
        || (options.Value.AllowedUsers.Count == 0 ? user.Server == session.Self.Server : options.Value.AllowedUsers.Any(pattern => UserPattern.Matches(pattern, user)));

    public bool IsAdministrator(UserId user) => options.Value.Administrators.Contains(user.Value);

    public bool IsEditor(UserId user) => options.Value.Editors.Contains(user.Value);

    /// <summary>The role without regard to any salon.</summary>
    public Role General(UserId user)
    {
        if (IsAdministrator(user)) return Role.Administrator;
        if (IsEditor(user)) return Role.Editor;
        return IsAllowed(user) ? Role.Colleague : Role.Stranger;
    }

    /// <summary>May set up and run polls there: a moderator, someone named, or an administrator.</summary>
    public async Task<bool> IsReferentAsync(BotDbContext db, Room salon, UserId user, CancellationToken cancellationToken)
    {
        if (!IsAllowed(user)) return false;
        if (IsAdministrator(user) || RoomRights.IsModerator(salon, user)) return true;
        return await db.Set<Referent>().AnyAsync(referent => referent.RoomId == salon.Id && referent.UserId == user, cancellationToken);
    }
}
