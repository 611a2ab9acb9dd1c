using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Sync;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Timeline;

/// <summary>A removed vote brings the one before back; a removed start withdraws the poll.</summary>
internal sealed class PollRedactionHandler : ITimelineHandler
{
    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.Redaction];

    public async Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        if (timelineEvent.Event.Redacts is not { } removed) return;
        var db = timelineEvent.Db;
        var room = timelineEvent.Room.Id;
        BallotTable.For(db).Remove(removed, room);
        var poll = await db.Set<Poll>().AsTracking().FirstOrDefaultAsync(poll => poll.StartEvent == removed && poll.RoomId == room && poll.State < PollState.Announced, cancellationToken);
        if (poll is null) return;
        poll.State = PollState.Withdrawn;
        poll.EndedAt = timelineEvent.Now;
        poll.Result = null;
        poll.Creator = null;
        poll.TellRoomId = null;
        await db.Set<PollBallot>().Where(ballot => ballot.PollId == poll.Id).ExecuteDeleteAsync(cancellationToken);
        if (poll.EndRowId is { } id && await db.FindAsync<OutboxMessage>([id], cancellationToken) is { State: OutboxState.Queued } end)
            await db.WithdrawAsync(end, timelineEvent.Now, cancellationToken);
    }
}
