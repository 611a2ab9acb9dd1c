using Microsoft.EntityFrameworkCore;
using RupnBot.Campaigns.Opening;
using RupnBot.Campaigns.Records;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Life;

/// <summary>
/// Every minute: sends the next wave, reminds, closes, counts, tells. The database knows what is due, and each step is a transaction of its own,
/// so that a stop between any two loses none and does none twice.
/// </summary>
internal sealed partial class CampaignRounds(
    Database database, CampaignWaves waves, CampaignReminders reminders, CampaignCloser closer, CampaignWithdrawal withdrawal, CampaignSchedule schedule, TimeProvider time, ILogger<CampaignRounds> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await RunningAsync(cancellationToken))
        {
            try
            {
                await RunAsync(id, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, id, e);
            }
        }
    }

    private Task<List<long>> RunningAsync(CancellationToken cancellationToken)
    {
        var isWorkingTime = schedule.AllowsNow(time.GetUtcNow());
        return database.ReadAsync(
            db => db.Set<Campaign>()
                .Where(campaign => campaign.State == CampaignState.Running || campaign.State == CampaignState.Closing || (campaign.State == CampaignState.Closed && isWorkingTime)
                    || (campaign.State == CampaignState.Withdrawn
                        && ((campaign.SurveyId != null && isWorkingTime) || db.Set<CampaignPlace>().Any(place => place.CampaignId == campaign.Id && place.State == PlaceState.Invited))))
                .OrderBy(campaign => campaign.Id).Select(campaign => campaign.Id).ToListAsync(cancellationToken),
            cancellationToken);
    }

    private async Task RunAsync(long id, CancellationToken cancellationToken)
    {
        // As many places as leave within the minute, a few in each transaction.
        for (var budget = schedule.WaveSize; budget > 0;)
        {
            var done = await database.WriteAsync(db => StepAsync(db, id, budget, cancellationToken), cancellationToken);
            if (done == 0) return;
            budget -= done;
        }
    }

    /// <returns>How many places were written to; 0 when there is nothing more to do for now.</returns>
    private async Task<int> StepAsync(BotDbContext db, long id, int budget, CancellationToken cancellationToken)
    {
        if (await db.Set<Campaign>().AsTracking().FirstOrDefaultAsync(campaign => campaign.Id == id, cancellationToken) is not { } campaign) return 0;
        var now = time.GetUtcNow();
        switch (campaign.State)
        {
            case CampaignState.Running when campaign.EndsAt <= now:
                await CampaignCloser.CloseAsync(db, campaign, cancellationToken);
                return 0;
            case CampaignState.Running when schedule.AllowsNow(now):
                return campaign.SentAt is null
                    ? await waves.SendAsync(db, campaign, budget, now, cancellationToken)
                    : await reminders.RemindAsync(db, campaign, budget, now, cancellationToken);
            case CampaignState.Closing:
                await closer.CountAsync(db, campaign, now, cancellationToken);
                return 0;
            case CampaignState.Closed:
                await closer.TellAsync(db, campaign, now, cancellationToken);
                return 0;
            case CampaignState.Withdrawn:
                return await withdrawal.StepAsync(db, campaign, budget, now, cancellationToken);
            default:
                return 0;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The step of campaign {Campaign} failed; it is tried again at the next round.")]
        public static partial void Failed(ILogger logger, long campaign, Exception exception);
    }
}
