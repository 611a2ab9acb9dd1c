using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Campaigns.Records;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Storage;

namespace RupnBot.Campaigns;

/// <summary>Who made a campaign, and while it runs whom it was sent to in person. Votes are the polls' own matter.</summary>
internal sealed class CampaignPersonalData(IOptions<PrivacyOptions> options, Texts texts) : IPersonalData
{
    private static readonly TimeSpan PreparedKept = TimeSpan.FromDays(7);

    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var made = await db.Set<Campaign>().CountAsync(campaign => campaign.Creator == user, cancellationToken);
        var listed = Listed(user);
        var invited = await db.Set<CampaignPlace>().CountAsync(place => place.Person == user, cancellationToken)
            + await db.Set<Campaign>().CountAsync(campaign => campaign.State == CampaignState.Prepared && campaign.Target.Contains(listed), cancellationToken);
        var lines = new List<string>();
        if (made > 0) lines.Add(texts.Plural("Campaigns.DataMade", made));
        if (invited > 0) lines.Add(texts.Plural("Campaigns.DataInvited", invited));
        return lines;
    }

    public async Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        // What was only prepared is soon written again.
        var listed = Listed(user);
        await db.Set<Campaign>().Where(campaign => campaign.State == CampaignState.Prepared && (campaign.Creator == user || campaign.Target.Contains(listed))).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Campaign>().Where(campaign => campaign.Creator == user).ExecuteUpdateAsync(set => set.SetProperty(campaign => campaign.Creator, (UserId?)null), cancellationToken);
        // Those not written to yet are not; the others were, and stay counted without their name.
        await db.Set<CampaignPlace>().Where(place => place.Person == user && place.State == PlaceState.Waiting).ExecuteDeleteAsync(cancellationToken);
        await db.Set<CampaignPlace>().Where(place => place.Person == user).ExecuteUpdateAsync(set => set.SetProperty(place => place.Person, (UserId?)null), cancellationToken);
    }

    public async Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var prepared = now - PreparedKept;
        var results = now.AddDays(-options.Value.PollRetentionDays);
        await db.Set<Campaign>().Where(campaign => campaign.State == CampaignState.Prepared && campaign.CreatedAt < prepared).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Campaign>().Where(campaign => campaign.ClosedAt < results).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>How a list in <see cref="CampaignTarget"/> names somebody.</summary>
    private static string Listed(UserId user) => System.Text.Json.JsonSerializer.Serialize(user.Value);
}
