using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Polls.Privacy;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Timeline;

/// <summary>A removed vote brings the one before back; a removed start withdraws the poll.</summary>
internal sealed class PollRedactionHandler(VoterPseudonym pseudonyms) : ITimelineHandler
{
    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.Redaction];

    public async Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        if (timelineEvent.Event.Redacts is not { } removed) return;
        var db = timelineEvent.Db;
        var room = timelineEvent.Room.Id;
        BallotTable.For(db).Remove(removed, room);
        if (await VotedFromHereAsync(timelineEvent, removed, cancellationToken) is { } elsewhere) BallotTable.For(db).Remove(removed, elsewhere);
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

    /// <summary>The room of the poll that somebody voted in by words in their direct chat, and takes that vote back there.</summary>
    private async Task<RoomId?> VotedFromHereAsync(TimelineEvent timelineEvent, EventId removed, CancellationToken cancellationToken)
    {
        var db = timelineEvent.Db;
        if (!await DirectChats.IsDirectAsync(db, timelineEvent.Room, cancellationToken)) return null;
        var vote = await db.Set<PollBallot>().Where(ballot => ballot.EventId == removed)
            .Join(db.Set<Poll>(), ballot => ballot.PollId, poll => poll.Id, (ballot, poll) => new { ballot.Voter, Scope = poll.CampaignKey ?? poll.Key, poll.RoomId })
            .FirstOrDefaultAsync(cancellationToken);
        return vote is not null && pseudonyms.Of(vote.Scope, timelineEvent.Event.Sender) == vote.Voter ? vote.RoomId : null;
    }
}
