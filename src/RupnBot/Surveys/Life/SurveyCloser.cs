using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Surveys.Pool;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Life;

/// <summary>From open to counted. Each step is one transaction that can be the last before a crash.</summary>
internal static class SurveyCloser
{
    /// <summary>No answer is taken from here on; what was sent is mixed at the next round, and what was not is erased.</summary>
    public static void Close(Survey survey, DateTimeOffset now)
    {
        if (survey.State != SurveyState.Open) return;
        (survey.State, survey.ClosedAt) = (SurveyState.Closing, survey.EndsAt < now ? survey.EndsAt : now);
    }

    /// <summary>One step of closing: mixes what waits, or ends it when nothing does.</summary>
    /// <returns>True when there is another step.</returns>
    public static async Task<bool> StepAsync(BotDbContext db, Survey survey, CancellationToken cancellationToken)
    {
        if (survey.State != SurveyState.Closing) return false;
        if (await AnswerPool.MoveAsync(db, survey, isLast: true, cancellationToken) > 0) return true;
        // What fewer than five people in all have sent can be shown to nobody.
        await EraseAsync(db, survey.Id, cancellationToken);
        survey.State = SurveyState.Closed;
        return false;
    }

    /// <summary>Takes it back: nothing that was answered is kept. It is over and told; whoever has begun it is yet to hear of that.</summary>
    public static async Task WithdrawAsync(BotDbContext db, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await EraseAsync(db, id, cancellationToken);
        await db.Set<PooledAnswer>().Where(answer => answer.SurveyId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Survey>().Where(survey => survey.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(survey => survey.State, SurveyState.Told).SetProperty(survey => survey.ClosedAt, now).SetProperty(survey => survey.Answered, 0).SetProperty(survey => survey.TellRoomId, (RoomId?)null),
            cancellationToken);
    }

    /// <summary>What waits to be mixed, and all that was not sent; of the latter only whose it was is left, to tell them.</summary>
    private static async Task EraseAsync(BotDbContext db, long id, CancellationToken cancellationToken)
    {
        var drafts = db.Set<SurveyDraft>().Where(draft => draft.SurveyId == id);
        await drafts.Where(draft => draft.Stage == DraftStage.Sent).ExecuteDeleteAsync(cancellationToken);
        // Whoever had put it off for another day is not in the middle of it: their next words are about something else.
        await drafts.Where(draft => draft.Stage == DraftStage.Paused).ExecuteUpdateAsync(set => set.SetProperty(draft => draft.LastAt, (DateTimeOffset?)null), cancellationToken);
        await drafts.ExecuteUpdateAsync(set => set.SetProperty(draft => draft.Stage, DraftStage.Over).SetProperty(draft => draft.Answers, "{}").SetProperty(draft => draft.Place, 0), cancellationToken);
        // Who has answered is of no more use.
        await db.Set<SurveyParticipant>().Where(participant => participant.SurveyId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SurveyInvitee>().Where(invitee => invitee.SurveyId == id).ExecuteDeleteAsync(cancellationToken);
    }
}
