using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Polls.Privacy;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Timeline;

/// <summary>Stores the votes of recorded polls, whenever and by whatever path they come: votes always count. The count sorts them out.</summary>
internal sealed class PollVoteHandler(VoterPseudonym pseudonyms) : ITimelineHandler
{
    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.PollResponse, Matrix.EventTypes.StablePollResponse];

    public bool IsRepeatable => true;

    public Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        var matrixEvent = timelineEvent.Event;
        if (timelineEvent.IsOwn || matrixEvent.Content is not PollResponseContent vote) return Task.CompletedTask;
        var ballots = BallotTable.For(timelineEvent.Db);
        if (ballots.Find(vote.Start, timelineEvent.Room.Id) is { TakesVotes: true, Form: PollForm.Native } poll && !timelineEvent.IsUnbelievableSince(poll.OpenedAt))
            ballots.Put(poll.Id, matrixEvent.EventId, pseudonyms.Of(poll.VoterScope, matrixEvent.Sender), matrixEvent.OriginServerTs, vote.Answers);
        return Task.CompletedTask;
    }
}
