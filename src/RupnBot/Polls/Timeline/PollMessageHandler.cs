using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Timeline;

/// <summary>Learns the event of a poll that is a message from its echo, and its end from the echo of the edit that ends it.</summary>
internal sealed class PollMessageHandler(PollCloser closer) : ITimelineHandler
{
    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.Message];

    public async Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        if (!timelineEvent.IsOwn) return;
        var message = timelineEvent.Event;
        var db = timelineEvent.Db;
        if (PollKeys.Read(message, PollOpener.KeyField) is { } started)
        {
            if (await db.Set<Poll>().AsTracking().FirstOrDefaultAsync(poll => poll.Key == started, cancellationToken) is { StartEvent: null } own) own.StartEvent = message.EventId;
            return;
        }

        if (PollKeys.Read(message, PollOpener.EndField) is not { } ended) return;
        if (await db.Set<Poll>().AsTracking().FirstOrDefaultAsync(poll => poll.Key == ended, cancellationToken) is not { State: < PollState.Closed } closing) return;
        if (await PollEnds.AddAsync(db, closing, timelineEvent.Room, message, timelineEvent.Self, cancellationToken))
            await closer.EndSeenAsync(db, closing, timelineEvent.Now, cancellationToken);
    }
}
