using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Campaigns.Commands;

/// <summary>Which survey a campaign is to send: the one its editor is preparing, or the form of an earlier one, asked again.</summary>
internal static class SurveySource
{
    /// <exception cref="CommandFault">There is none of this name.</exception>
    public static async Task<SurveyForm> FormAsync(CommandContext context, string name, CancellationToken cancellationToken)
    {
        var surveys = await context.Db.Set<Survey>().AsNoTracking().Where(survey => survey.Creator == context.Sender).OrderByDescending(survey => survey.Id).ToListAsync(cancellationToken);
        var wanted = TextFolding.Fold(name).Trim();
        var found = wanted.Length == 0
            ? surveys.Find(survey => survey.State == SurveyState.Prepared)
            : surveys.Find(survey => TextFolding.Fold(survey.Title).Trim() == wanted) ?? surveys.Find(survey => TextFolding.Fold(survey.Title).Contains(wanted, StringComparison.Ordinal));
        if (found is not null) return found.FormOf();
        throw wanted.Length == 0 ? context.Fault("Campaigns.NoPreparedSurvey") : context.Fault("Campaigns.NoSuchSurvey", ("name", name));
    }
}
