using RupnBot.Matrix;
using RupnBot.Polls.Records;

namespace RupnBot.Polls.Timeline;

/// <summary>An edit gives a poll other answers under other ids; votes for the old ones are spoiled from then on, as every client shows it.</summary>
internal static class PollEdits
{
    /// <summary>Takes the edit over if the poll's creator made it and no later one is known. Ours are never edited.</summary>
    public static void Apply(Poll poll, MatrixEvent edit)
    {
        if (poll.IsOwn || poll.Creator != edit.Sender || poll.State >= PollState.Closed) return;
        if (edit.Content is not PollStartContent { NewContent: { } replacement } || poll.EditedAt >= edit.OriginServerTs) return;
        poll.Take(replacement);
        poll.EditedAt = edit.OriginServerTs;
    }
}
