using Microsoft.EntityFrameworkCore;
using RupnBot.Storage;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Results;

/// <summary>Reads what a survey found. While it runs, that is only how many have answered.</summary>
internal static class SurveyResults
{
    /// <returns>Null when there is no such survey.</returns>
    public static async Task<SurveyReport?> ReadAsync(BotDbContext db, long surveyId, CancellationToken cancellationToken)
    {
        if (await db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(survey => survey.Id == surveyId, cancellationToken) is not { } survey) return null;
        var form = survey.FormOf();
        var report = new SurveyReport(form, await SurveyTurnout.CountAsync(db, survey, cancellationToken), [])
        {
            SurveyId = survey.Id,
            Opened = survey.OpenedAt,
            Closed = survey.State >= SurveyState.Closed ? survey.ClosedAt : null,
        };
        if (!report.IsShown) return report;
        // By the random key: words of one's own come in no order.
        var rows = await db.Set<PooledAnswer>().Where(answer => answer.SurveyId == surveyId).OrderBy(answer => answer.Id)
            .Select(answer => new { answer.QuestionId, answer.Group, answer.Value }).ToListAsync(cancellationToken);
        var answers = rows.ConvertAll(row => new CountedAnswer(row.QuestionId, row.Group, SurveyJson.ReadAnswer(row.Value)));
        return report with { Questions = SurveyCounter.Count(form, answers), Groups = SurveyCounter.CountGroups(form, answers) };
    }
}
