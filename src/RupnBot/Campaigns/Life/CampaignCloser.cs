using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Campaigns.Records;
using RupnBot.Campaigns.Results;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Life;

/// <summary>From running to counted and told, each step one transaction. The polls and the survey close and count themselves, as any does.</summary>
internal sealed class CampaignCloser(PollHours hours, CampaignResults results, CampaignExports exports)
{
    /// <summary>A salon whose poll cannot be closed, because its homeserver is silent, is waited for no longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(2);

    /// <summary>Nobody else is invited; the polls end when the campaign does.</summary>
    public static async Task CloseAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.State != CampaignState.Running) return;
        campaign.State = CampaignState.Closing;
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<CampaignPlace>().Where(place => place.CampaignId == campaign.Id && place.State == PlaceState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(place => place.State, PlaceState.Dropped), cancellationToken);
        await db.Set<Poll>().Where(poll => poll.CampaignId == campaign.Id && poll.State == PollState.Open && poll.EndsAt > campaign.EndsAt)
            .ExecuteUpdateAsync(set => set.SetProperty(poll => poll.EndsAt, campaign.EndsAt), cancellationToken);
        await SurveyCampaign.EndAsync(db, campaign, cancellationToken);
    }

    /// <summary>Counts the whole, once every poll of it or its survey is counted.</summary>
    public async Task CountAsync(BotDbContext db, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isUnderWay = campaign.Kind == CampaignKind.Survey
            ? await SurveyCampaign.IsUnderWayAsync(db, campaign, cancellationToken)
            : await db.Set<Poll>().AnyAsync(poll => poll.CampaignId == campaign.Id && poll.State < PollState.Closed, cancellationToken);
        if (isUnderWay && now - campaign.EndsAt < LongestWait) return;
        if (campaign.Kind == CampaignKind.Poll) campaign.Result = CampaignResult.Of(await CampaignReports.CountAsync(db, campaign, cancellationToken)).Write();
        campaign.Invited ??= 0;
        campaign.ClosedAt = campaign.EndsAt < now ? campaign.EndsAt : now;
        campaign.State = CampaignState.Closed;
        // Who was invited is of no more use.
        await db.Set<CampaignPlace>().Where(place => place.CampaignId == campaign.Id && place.Person != null)
            .ExecuteUpdateAsync(set => set.SetProperty(place => place.Person, (UserId?)null), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await TellAsync(db, campaign, now, cancellationToken);
    }

    /// <summary>Tells the editor the whole, with a file, within working hours.</summary>
    public async Task TellAsync(BotDbContext db, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (campaign.State != CampaignState.Closed || !hours.AllowsNow(now)) return;
        if (campaign.TellRoomId is { } tell)
        {
            var body = await results.TextAsync(db, campaign, cancellationToken);
            await db.QueueAsync(new OutgoingMessage(tell, body.ToMessage(notice: false)) { Priority = RequestPriority.Poll, Key = $"campaign-result:{campaign.Id}" }, now, cancellationToken);
            if (await exports.CsvAsync(db, campaign, cancellationToken) is { } file) await db.QueueAsync(file.To(tell) with { Priority = RequestPriority.Poll, Key = $"campaign-file:{campaign.Id}" }, now, cancellationToken);
        }

        campaign.State = CampaignState.Told;
    }
}
