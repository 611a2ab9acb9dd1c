using Microsoft.EntityFrameworkCore;
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
        // Drafts, and of fewer than five people in all also what they sent: it can be shown to nobody.
        await db.Set<SurveyDraft>().Where(draft => draft.SurveyId == survey.Id).ExecuteDeleteAsync(cancellationToken);
        // Who has answered is of no more use.
        await db.Set<SurveyParticipant>().Where(participant => participant.SurveyId == survey.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SurveyInvitee>().Where(invitee => invitee.SurveyId == survey.Id).ExecuteDeleteAsync(cancellationToken);
        survey.State = SurveyState.Closed;
        return false;
    }
}
