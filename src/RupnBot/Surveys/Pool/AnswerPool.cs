using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RupnBot.Storage;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Pool;

/// <summary>
/// Where answers lose whose they were: five or more sheets at once are taken apart into single answers, shuffled, and put down under random keys;
/// then the sheets are erased. All in one transaction that does nothing else, long after the one that brought the last of them.
/// </summary>
internal static class AnswerPool
{
    /// <summary>What one transaction moves at most: it must not keep the others waiting.</summary>
    private const int MostTogether = 50;

    /// <summary>Moves what waits, as far as it makes a batch.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="survey">Tracked.</param>
    /// <param name="isLast">Nothing more comes: what is left moves together, in groups that are large enough or in none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many people's answers were moved; ask again while it is not 0.</returns>
    public static async Task<int> MoveAsync(BotDbContext db, Survey survey, bool isLast, CancellationToken cancellationToken)
    {
        var sent = await db.Set<SurveyDraft>().Where(draft => draft.SurveyId == survey.Id && draft.Stage == DraftStage.Sent)
            .Select(draft => new Waiting(draft.Id, draft.Group)).ToListAsync(cancellationToken);
        var batch = BatchOf(sent);
        var isRest = batch.Count == 0 && isLast && sent.Count > 0 && survey.Answered + sent.Count >= SurveyLimits.FewestTogether;
        if (isRest) batch = sent;
        if (batch.Count == 0) return 0;
        var ids = batch.Select(waiting => waiting.Id).ToList();
        var drafts = await db.Set<SurveyDraft>().AsTracking().Where(draft => ids.Contains(draft.Id)).ToListAsync(cancellationToken);
        var kept = isRest ? await GroupsAsync(db, survey, cancellationToken) : null;
        var answers = drafts.SelectMany(draft => Apart(survey, draft, kept is null || (draft.Group is { } group && kept.Contains(group)) ? draft.Group : null)).ToArray();
        RandomNumberGenerator.Shuffle(answers.AsSpan());
        db.AddRange(answers);
        db.RemoveRange(drafts);
        survey.Answered += drafts.Count;
        await db.SaveChangesAsync(cancellationToken);
        return drafts.Count;
    }

    /// <summary>Five or more of one group; of very many, some, but never so that fewer than five are left over.</summary>
    private static List<Waiting> BatchOf(List<Waiting> sent)
    {
        var largest = sent.GroupBy(waiting => waiting.Group).Select(group => group.ToArray()).MaxBy(group => group.Length) ?? [];
        if (largest.Length < SurveyLimits.FewestTogether) return [];
        // Which of them are together is chance, not the order in which they came.
        RandomNumberGenerator.Shuffle(largest.AsSpan());
        return [.. largest.Length < 2 * MostTogether ? largest : largest[..MostTogether]];
    }

    // A group of which five are in the pool already may take the rest of its own.
    private static async Task<HashSet<string>> GroupsAsync(BotDbContext db, Survey survey, CancellationToken cancellationToken) =>
        [.. (await db.Set<PooledAnswer>().Where(answer => answer.SurveyId == survey.Id && answer.Group != null).Select(answer => answer.Group!).Distinct().ToListAsync(cancellationToken))];

    private static IEnumerable<PooledAnswer> Apart(Survey survey, SurveyDraft draft, string? group) =>
        SurveyJson.ReadAnswers(draft.Answers).ByQuestion.Select(answer => new PooledAnswer
        {
            Id = RandomKey.Next(),
            SurveyId = survey.Id,
            QuestionId = answer.Key,
            Group = group,
            Value = SurveyJson.Write(answer.Value),
        });

    private readonly record struct Waiting(long Id, string? Group);
}
