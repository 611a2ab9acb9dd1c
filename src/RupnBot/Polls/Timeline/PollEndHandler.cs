using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Timeline;

/// <summary>Stores the ends of recorded polls by those who may end them; our own coming back among them.</summary>
internal sealed class PollEndHandler(PollCloser closer) : ITimelineHandler
{
    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.PollEnd, Matrix.EventTypes.StablePollEnd];

    public async Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        if (timelineEvent.Event.Content is not PollEndContent end) return;
        var db = timelineEvent.Db;
        var known = BallotTable.For(db).Find(end.Start, timelineEvent.Room.Id);
        if (known is null || await db.FindAsync<Poll>([known.Value.Id], cancellationToken) is not { State: < PollState.Closed } poll || timelineEvent.IsUnbelievableSince(poll.OpenedAt)) return;
        if (poll.State == PollState.Following)
        {
            // Who made it is not known yet: what relates to it is read again once it is.
            poll.MissedVotes = true;
            return;
        }

        if (await PollEnds.AddAsync(db, poll, timelineEvent.Room, timelineEvent.Event, timelineEvent.Self, cancellationToken))
            await closer.EndSeenAsync(db, poll, timelineEvent.Now, cancellationToken);
    }
}
