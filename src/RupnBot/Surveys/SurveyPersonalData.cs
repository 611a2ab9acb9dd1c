using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Storage;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Pool;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys;

/// <summary>
/// Answers are a person's until they are mixed: shown and erased until then, and nobody's afterwards. That somebody has answered is kept until the
/// survey is over, or they could answer twice.
/// </summary>
internal sealed class SurveyPersonalData(SurveyTurnout turnout, IOptions<PrivacyOptions> options, Texts texts) : IPersonalData
{
    /// <summary>One that was shown and never agreed to.</summary>
    private static readonly TimeSpan Unopened = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var drafts = await db.Set<SurveyDraft>().CountAsync(draft => draft.UserId == user && draft.Stage < DraftStage.Sent, cancellationToken);
        if (drafts > 0) lines.Add(texts.Plural("Surveys.Data.Drafts", drafts));
        var over = await db.Set<SurveyDraft>().CountAsync(draft => draft.UserId == user && draft.Stage == DraftStage.Over, cancellationToken);
        if (over > 0) lines.Add(texts.Plural("Surveys.Data.Over", over));
        var sent = await db.Set<SurveyDraft>().CountAsync(draft => draft.UserId == user && draft.Stage == DraftStage.Sent, cancellationToken);
        if (sent > 0) lines.Add(texts.Plural("Surveys.Data.Sent", sent));
        var answered = (await AnsweredAsync(db, user, cancellationToken)).Count;
        if (answered > 0) lines.Add(texts.Plural("Surveys.Data.Answered", answered));
        var invited = await db.Set<SurveyInvitee>().CountAsync(invitee => invitee.UserId == user, cancellationToken);
        if (invited > 0) lines.Add(texts.Plural("Surveys.Data.Invited", invited));
        var made = await db.Set<Survey>().CountAsync(survey => survey.Creator == user, cancellationToken);
        if (made > 0) lines.Add(texts.Plural("Surveys.Data.Made", made));
        return lines;
    }

    public async Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        // What was sent and not mixed yet is taken back, and so they have not answered.
        var taken = await db.Set<SurveyDraft>().Where(draft => draft.UserId == user && draft.Stage == DraftStage.Sent).Select(draft => draft.SurveyId).ToListAsync(cancellationToken);
        foreach (var survey in await db.Set<Survey>().Where(survey => taken.Contains(survey.Id)).ToListAsync(cancellationToken))
        {
            var person = turnout.Person(survey, user);
            await db.Set<SurveyParticipant>().Where(participant => participant.SurveyId == survey.Id && participant.Person == person).ExecuteDeleteAsync(cancellationToken);
        }

        await db.Set<SurveyDraft>().Where(draft => draft.UserId == user).ExecuteDeleteAsync(cancellationToken);
        await db.Set<SurveyInvitee>().Where(invitee => invitee.UserId == user).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Survey>().Where(survey => survey.Creator == user && survey.State == SurveyState.Prepared).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Survey>().Where(survey => survey.Creator == user).ExecuteUpdateAsync(set => set.SetProperty(survey => survey.Creator, (UserId?)null), cancellationToken);
        await TalkTraces.EraseAsync(db, cancellationToken);
    }

    public async Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var old = now.AddDays(-options.Value.PollRetentionDays);
        var unopened = now - Unopened;
        await db.Set<Survey>().Where(survey => survey.State == SurveyState.Prepared && survey.CreatedAt < unopened).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Survey>().Where(survey => survey.State >= SurveyState.Closed && survey.ClosedAt < old).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<List<long>> AnsweredAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var answered = new List<long>();
        foreach (var survey in await db.Set<Survey>().AsNoTracking().Where(survey => survey.State == SurveyState.Open || survey.State == SurveyState.Closing).ToListAsync(cancellationToken))
            if (await turnout.HasAnsweredAsync(db, survey, user, cancellationToken)) answered.Add(survey.Id);
        return answered;
    }
}
