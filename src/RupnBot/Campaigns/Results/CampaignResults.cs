using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Campaigns.Records;
using RupnBot.Localization;
using RupnBot.Storage;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Records;
using RupnBot.Surveys.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>A campaign's result in words, whatever it asked.</summary>
internal sealed class CampaignResults(Texts texts)
{
    public async Task<MessageBody> TextAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Kind == CampaignKind.Poll) return CampaignResultText.Render(await CampaignReports.OfAsync(db, campaign, cancellationToken), texts);
        if (await SurveyAsync(db, campaign, cancellationToken) is not { } report) return texts.Get("Campaigns.SurveyGone").ToBody();
        var parts = new List<MessageBody> { SurveyResultText.Render(report, texts) };
        if (campaign.Invited is > 0 and var invited) parts.Add(CampaignResultText.Rate(report.Answered, Math.Max(invited, report.Answered), texts).ToBody());
        if (report.IsShown && await BeforeAsync(db, campaign, cancellationToken) is { } before && SurveyComparison.Render(report, before, texts) is { } comparison) parts.Add(comparison);
        return new MessageBody(string.Join('\n', parts.Select(part => part.Plain)), string.Concat(parts.Select(part => part.Html)));
    }

    /// <summary>How many have answered so far, or in all.</summary>
    public static async Task<int> AnsweredAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Kind == CampaignKind.Poll) return (await CampaignReports.OfAsync(db, campaign, cancellationToken)).Tally.Voters;
        return await db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(survey => survey.Id == campaign.SurveyId, cancellationToken) is { } survey ? await SurveyTurnout.CountAsync(db, survey, cancellationToken) : 0;
    }

    /// <summary>What the survey of the same name found that was over before this one began; null when there is nothing of it to be told.</summary>
    public static async Task<SurveyReport?> BeforeAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken) =>
        await CampaignReports.BeforeAsync(db, campaign, cancellationToken) is { } before && await SurveyAsync(db, before, cancellationToken) is { IsShown: true } report ? report : null;

    /// <summary>Null when the survey is gone.</summary>
    public static async Task<SurveyReport?> SurveyAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken) =>
        campaign.SurveyId is { } id ? await SurveyResults.ReadAsync(db, id, cancellationToken) : null;
}
