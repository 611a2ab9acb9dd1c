using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Rooms;
using RupnBot.Sources.Catalog;

namespace RupnBot.Schools.Salons;

/// <summary>Which salon is meant: where it was written; in direct chat one that is named, which for an editor may be any the bot is in.</summary>
internal static class SalonPick
{
    private const int MostOffered = 12;

    /// <exception cref="CommandFault">There is none, or the asker may not.</exception>
    public static async Task<Room> OfAsync(CommandContext context, string? named, bool changes, CancellationToken cancellationToken)
    {
        var mayAll = context.Role >= Role.Editor;
        if (!context.IsDirect) return await context.SalonAsync(asReferent: changes && !mayAll, cancellationToken);
        if (named is null)
        {
            // An editor may be in no salon at all.
            if (mayAll && (await context.SharedSalonsAsync(cancellationToken)).Count == 0) throw context.Fault("Schools.WhichSalonNamed");
            return await context.SalonAsync(asReferent: changes && !mayAll, cancellationToken);
        }

        var rooms = mayAll ? await JoinedAsync(context, cancellationToken) : await context.SharedSalonsAsync(cancellationToken);
        var found = Named(context, rooms, named);
        if (found.Count == 0) throw context.Fault("Schools.NoSuchSalon", ("name", DisplayText.Shorten(DisplayText.OneLine(named), 80)));
        if (found.Count > MostOffered) throw context.Fault("Schools.TooManySalons", ("count", found.Count), ("name", DisplayText.Shorten(DisplayText.OneLine(named), 80)));
        var salon = found is [var only] ? only : await ChosenAsync(context, found, cancellationToken);
        if (changes && !mayAll && !await context.Permissions.IsReferentAsync(context.Db, salon, context.Sender, cancellationToken)) throw context.Fault("Bot.NotReferent", ("user", context.Sender.Value));
        return salon;
    }

    private static async Task<Room> ChosenAsync(CommandContext context, List<Room> found, CancellationToken cancellationToken)
    {
        var chosen = await context.ChooseAsync("salon", context.Texts.Get("Bot.WhichSalon"), await context.SalonOptionsAsync(found, cancellationToken), cancellationToken);
        return found.Single(room => room.Id.Value == chosen);
    }

    private static async Task<IReadOnlyList<Room>> JoinedAsync(CommandContext context, CancellationToken cancellationToken) =>
        await context.Db.Set<Room>().AsTracking().Where(room => room.Membership == RoomMembership.Joined && !room.IsDirect && room.Successor == null).ToListAsync(cancellationToken);

    // Of this very name; else with the words in it.
    private static List<Room> Named(CommandContext context, IReadOnlyList<Room> rooms, string named)
    {
        var folded = Topic.Fold(named);
        var same = rooms.Where(room => Topic.Fold(context.NameOf(room)) == folded).ToList();
        if (same.Count > 0 || folded.Length < 3) return same;
        return [.. rooms.Where(room => Topic.Fold(context.NameOf(room)).Contains(folded, StringComparison.Ordinal)).OrderBy(context.NameOf, StringComparer.Create(context.Texts.Culture, ignoreCase: true)).ThenBy(room => room.Id)];
    }
}
