using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Commands;

/// <summary>Which poll a command is about: the one it replies to, the only one there is, the n-th, or the one chosen of several.</summary>
internal static class PollChoice
{
    /// <summary>As many as one reads in a numbered list.</summary>
    private const int MostShown = 15;

    /// <summary>The polls of the salon it was written in, or in direct chat of all shared salons: those that run, then those over, each newest first.</summary>
    /// <param name="context">Who asks, and where.</param>
    /// <param name="asReferent">Only of salons where the asker is the référent.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<Poll>> CandidatesAsync(CommandContext context, bool asReferent, CancellationToken cancellationToken)
    {
        var rooms = await RoomsAsync(context, asReferent, cancellationToken);
        var polls = context.Db.Set<Poll>().AsTracking().Where(poll => rooms.Contains(poll.SalonId) && poll.State != PollState.Following);
        var open = await polls.Where(poll => poll.State == PollState.Open).OrderByDescending(poll => poll.OpenedAt).Take(MostShown).ToListAsync(cancellationToken);
        var over = await polls.Where(poll => poll.State != PollState.Open).OrderByDescending(poll => poll.OpenedAt).Take(MostShown).ToListAsync(cancellationToken);
        return [.. open, .. over];
    }

    /// <summary>The poll whose message, announcement or result this command was written in reply to; null when it is no reply to one.</summary>
    public static async Task<Poll?> RepliedToAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.RepliedTo is not { } replied) return null;
        var db = context.Db;
        var row = await db.Set<Bot.Outbox.OutboxMessage>().Where(message => message.EventId == replied).Select(message => (long?)message.Id).FirstOrDefaultAsync(cancellationToken);
        return await db.Set<Poll>().AsTracking().FirstOrDefaultAsync(
            poll => poll.State != PollState.Following && (poll.SalonId == context.Room.Id || poll.RoomId == context.Room.Id)
                && (poll.StartEvent == replied || (row != null && (poll.StartRowId == row || poll.TextRowId == row || poll.EndRowId == row || poll.ResultRowId == row))),
            cancellationToken);
    }

    /// <summary>One of these: the n-th if a number was written, the only one, or the one chosen.</summary>
    public static async Task<Poll> OneOfAsync(CommandContext context, IReadOnlyList<Poll> polls, int? number, CancellationToken cancellationToken)
    {
        if (number is { } n && n >= 1 && n <= polls.Count) return polls[n - 1];
        if (polls.Count == 1) return polls[0];
        var names = context.IsDirect ? await NamesAsync(context, polls, cancellationToken) : [];
        var options = polls.Select(poll => new ChoiceOption(poll.Key, names.TryGetValue(poll.SalonId, out var name) ? $"{poll.Question} ({name})" : poll.Question));
        var chosen = await context.ChooseAsync("poll", context.Texts.Get("Polls.WhichPoll"), [.. options.Take(MostShown)], cancellationToken);
        return polls.Single(poll => poll.Key == chosen);
    }

    /// <summary>A number and nothing else.</summary>
    public static int? NumberIn(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The salon it was written in, or in direct chat all shared salons.</summary>
    public static async Task<IReadOnlyList<RoomId>> RoomsAsync(CommandContext context, bool asReferent, CancellationToken cancellationToken)
    {
        if (!context.IsDirect) return [(await context.SalonAsync(asReferent, cancellationToken)).Id];
        var rooms = new List<RoomId>();
        // A campaign may ask in the direct chat itself.
        if (!asReferent && await context.Db.Set<Poll>().AnyAsync(poll => poll.RoomId == context.Room.Id, cancellationToken)) rooms.Add(context.Room.Id);
        foreach (var salon in await context.SharedSalonsAsync(cancellationToken))
            if (!asReferent || await context.Permissions.IsReferentAsync(context.Db, salon, context.Sender, cancellationToken)) rooms.Add(salon.Id);
        // None: the engine knows how to say why.
        if (rooms.Count == 0) await context.SalonAsync(asReferent, cancellationToken);
        return rooms;
    }

    private static async Task<Dictionary<RoomId, string>> NamesAsync(CommandContext context, IReadOnlyList<Poll> polls, CancellationToken cancellationToken)
    {
        var ids = polls.Select(poll => poll.SalonId).ToHashSet();
        if (ids.Count < 2) return [];
        var rooms = await context.Db.Set<Room>().Where(room => ids.Contains(room.Id)).ToListAsync(cancellationToken);
        return rooms.ToDictionary(room => room.Id, context.NameOf);
    }
}
