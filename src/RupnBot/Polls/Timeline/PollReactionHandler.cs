using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Polls.Privacy;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Timeline;

/// <summary>Stores the reactions that mark a choice of one of our polls; a reaction withdrawn is a redaction, and goes as any vote does.</summary>
internal sealed class PollReactionHandler(VoterPseudonym pseudonyms) : ITimelineHandler
{
    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.Reaction];

    public bool IsRepeatable => true;

    public Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        var matrixEvent = timelineEvent.Event;
        // Those the bot set itself are there to be tapped.
        if (timelineEvent.IsOwn || matrixEvent.Content is not ReactionContent reaction || PollMarks.ChoiceOf(reaction) is not { } choice) return Task.CompletedTask;
        var ballots = BallotTable.For(timelineEvent.Db);
        if (ballots.Find(reaction.Target, timelineEvent.Room.Id) is { TakesVotes: true, Form: PollForm.Message } poll)
            ballots.Put(poll.Id, matrixEvent.EventId, pseudonyms.Of(poll.VoterScope, matrixEvent.Sender), matrixEvent.OriginServerTs, [choice], isMark: true);
        return Task.CompletedTask;
    }
}
