using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Records;
using RupnBot.Polls.Results;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Results;

/// <summary>How a campaign's poll stands, or stood at its end, beside the year before: a report like any poll's, so that it is told, drawn and exported as one.</summary>
internal static class CampaignReports
{
    /// <summary>The answers' ids are those that <see cref="Polls.Opening.PollOpener"/> gives.</summary>
    public static PollDefinition DefinitionOf(Campaign campaign)
    {
        var content = CampaignContent.Read(campaign.Content);
        return new PollDefinition(
            content.Question, [.. content.Answers.Select((text, i) => new PollAnswer(string.Create(CultureInfo.InvariantCulture, $"a{i + 1}"), text))], content.IsSeveral ? content.Answers.Count : 1);
    }

    public static async Task<PollReport> OfAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken) =>
        await AloneAsync(db, campaign, cancellationToken) with { Earlier = await EarlierAsync(db, campaign, cancellationToken) };

    /// <summary>The count as it is now, over all polls.</summary>
    public static Task<PollTally> CountAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        var isSeveral = CampaignContent.Read(campaign.Content).IsSeveral;
        return CampaignTallies.CountAsync(db, campaign.Id, DefinitionOf(campaign), isSeveral ? PollForm.Message : PollForm.Native, cancellationToken);
    }

    /// <summary>The latest one of the same name that was over before this one began.</summary>
    public static Task<Campaign?> BeforeAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken) => db.Set<Campaign>().AsNoTracking()
        .Where(other => other.QuestionId == campaign.QuestionId && other.Kind == campaign.Kind && other.Id != campaign.Id && other.ClosedAt != null
            && (other.State == CampaignState.Closed || other.State == CampaignState.Told) && other.ClosedAt < (campaign.StartedAt ?? DateTimeOffset.MaxValue))
        .OrderByDescending(other => other.ClosedAt).FirstOrDefaultAsync(cancellationToken);

    private static async Task<PollReport> AloneAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        var definition = DefinitionOf(campaign);
        var tally = CampaignResult.Read(campaign.Result) is { } final ? final.ToTally(definition) : await CountAsync(db, campaign, cancellationToken);
        return new PollReport(definition, tally, campaign.Invited, campaign.StartedAt ?? campaign.CreatedAt, campaign.Result is null ? null : campaign.ClosedAt);
    }

    private static async Task<EarlierRound?> EarlierAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken) =>
        await BeforeAsync(db, campaign, cancellationToken) is { Result: not null } before ? new EarlierRound(before.StartedAt ?? before.CreatedAt, await AloneAsync(db, before, cancellationToken)) : null;
}
