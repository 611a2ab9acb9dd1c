using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Privacy;
using RupnBot.Polls.Records;
using RupnBot.Polls.Timeline;
using RupnBot.Storage;

namespace RupnBot.Polls.Reading;

/// <summary>Stores what was read of a poll, beside what /sync brought: the same rows, so that reading twice changes nothing.</summary>
internal sealed class PollReconciler(PollCloser closer, BotSession session, VoterPseudonym pseudonyms)
{
    public async Task StoreAsync(BotDbContext db, Poll poll, IEnumerable<MatrixEvent> related, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (poll.State is PollState.Following or >= PollState.Closed) return;
        if (await db.FindAsync<Room>([poll.RoomId], cancellationToken) is not { } room) return;
        var ballots = BallotTable.For(db);
        var hasEnded = false;
        foreach (var item in related)
        {
            switch (item.Content)
            {
                case PollResponseContent vote when vote.Start == poll.StartEvent && item.Sender != session.Self:
                    ballots.Put(poll.Id, item.EventId, pseudonyms.Of(poll.VoterScope, item.Sender), item.OriginServerTs, vote.Answers);
                    break;
                case ReactionContent mark when poll.Form == PollForm.Message && mark.Target == poll.StartEvent && item.Sender != session.Self && PollMarks.ChoiceOf(mark) is { } choice:
                    ballots.Put(poll.Id, item.EventId, pseudonyms.Of(poll.VoterScope, item.Sender), item.OriginServerTs, [choice], isMark: true);
                    break;
                case MessageContent when item.Sender == session.Self && PollKeys.Read(item, PollOpener.EndField) == poll.Key:
                    hasEnded |= await PollEnds.AddAsync(db, poll, room, item, session.Self, cancellationToken);
                    break;
                case PollEndContent end when end.Start == poll.StartEvent:
                    hasEnded |= await PollEnds.AddAsync(db, poll, room, item, session.Self, cancellationToken);
                    break;
                case PollStartContent { RelatesTo.RelType: RelatesTo.Replace } edit when edit.RelatesTo.EventId == poll.StartEvent:
                    PollEdits.Apply(poll, item);
                    break;
            }
        }

        if (hasEnded && poll.State == PollState.Open) await closer.EndSeenAsync(db, poll, now, cancellationToken);
    }
}
