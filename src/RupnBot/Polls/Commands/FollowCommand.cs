using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Polls.Reading;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Commands;

/// <summary><c>suivre</c>, in reply to a poll made with Tchap's own button: records it, at its author's or the référent's wish.</summary>
internal sealed class FollowCommand : ICommand
{
    public CommandInfo Info { get; } = new("suivre", "follow", Role.Colleague, Places.Salon) { Theme = HelpTheme.Polls };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.RepliedTo is not { } start) throw context.Fault("Polls.FollowNeedsReply");
        var db = context.Db;
        var isKnown = await PollChoice.RepliedToAsync(context, cancellationToken) is not null
            || await db.Set<Poll>().AnyAsync(known => known.StartEvent == start, cancellationToken);
        if (isKnown) throw context.Fault("Polls.FollowedAlready");
        var poll = new Poll
        {
            Key = Guid.CreateVersion7().ToString("N"),
            RoomId = context.Room.Id,
            SalonId = context.Room.Id,
            StartEvent = start,
            OpenedAt = context.Now,
            EndsAt = context.Now + PollFollowJob.Longest,
            State = PollState.Following,
        };
        db.Add(poll);
        await db.SaveChangesAsync(cancellationToken);
        var isReferent = await context.Permissions.IsReferentAsync(db, context.Room, context.Sender, cancellationToken);
        await db.QueueJobAsync(
            PollFollowJob.JobKind, $"{poll.Id}", new PollFollowPayload(poll.Id, context.Sender.Value, context.EventId.Value, isReferent), context.Now, cancellationToken);
    }
}
