using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Timeline;

/// <summary>Learns the event of our own poll from its echo, and follows the edits of a followed one by its creator.</summary>
internal sealed class PollStartHandler : ITimelineHandler
{
    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.PollStart, Matrix.EventTypes.StablePollStart];

    public async Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        var matrixEvent = timelineEvent.Event;
        if (matrixEvent.Content is not PollStartContent start) return;
        var polls = timelineEvent.Db.Set<Poll>().AsTracking();
        if (timelineEvent.IsOwn)
        {
            if (PollKeys.Read(matrixEvent, PollOpener.KeyField) is { } key && await polls.FirstOrDefaultAsync(poll => poll.Key == key, cancellationToken) is { StartEvent: null } own)
                own.StartEvent = matrixEvent.EventId;
            return;
        }

        if (start.RelatesTo is not { RelType: RelatesTo.Replace, EventId: { } original }) return;
        if (await polls.FirstOrDefaultAsync(poll => poll.StartEvent == original && poll.RoomId == timelineEvent.Room.Id, cancellationToken) is { } followed && !timelineEvent.IsUnbelievableSince(followed.OpenedAt))
            PollEdits.Apply(followed, matrixEvent);
    }
}
