using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Campaigns.Records;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Records;
using RupnBot.Storage;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Records;

namespace RupnBot.Campaigns.Life;

/// <summary>Takes a campaign back, place by place: what waits is dropped at once, what is out is redacted.</summary>
internal sealed class CampaignWithdrawal(PollWithdrawal polls, SurveyFarewell farewell, PollHours hours)
{
    private const int PlacesAtOnce = 10;

    public static async Task BeginAsync(BotDbContext db, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (campaign.State, campaign.ClosedAt) = (CampaignState.Withdrawn, now);
        await db.SaveChangesAsync(cancellationToken);
        await DropRestAsync(db, campaign, cancellationToken);
        // Answers to a survey that is taken back are told to nobody, and so are not kept.
        if (campaign.SurveyId is { } survey) await SurveyCloser.WithdrawAsync(db, survey, now, cancellationToken);
    }

    /// <summary>Nobody else is invited; where it is out it goes on.</summary>
    public static Task DropRestAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken) =>
        db.Set<CampaignPlace>().Where(place => place.CampaignId == campaign.Id && place.State == PlaceState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(place => place.State, PlaceState.Dropped), cancellationToken);

    /// <returns>How many places were taken back, or people told; 0 when all are.</returns>
    public async Task<int> StepAsync(BotDbContext db, Campaign campaign, int budget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var places = await db.Set<CampaignPlace>().AsTracking().Where(place => place.CampaignId == campaign.Id && place.State == PlaceState.Invited)
            .OrderBy(place => place.Id).Take(Math.Min(budget, PlacesAtOnce)).ToListAsync(cancellationToken);
        foreach (var place in places)
        {
            place.State = PlaceState.Dropped;
            place.Person = null;
            if (place.PollId is { } id && await db.FindAsync<Poll>([id], cancellationToken) is { State: < PollState.Closed } poll) await polls.WithdrawAsync(db, poll, now, cancellationToken);
            if (place.RowId is { } rowId && await db.FindAsync<OutboxMessage>([rowId], cancellationToken) is { } row) await db.WithdrawAsync(row, now, cancellationToken);
        }

        return places.Count > 0 ? places.Count : await TellAsync(db, campaign, now, cancellationToken);
    }

    // Whoever was in the middle of its survey hears of it; then nothing is left of that.
    private async Task<int> TellAsync(BotDbContext db, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (campaign.SurveyId is not { } id || !hours.AllowsNow(now)) return 0;
        if (await db.FindAsync<Survey>([id], cancellationToken) is { } survey)
        {
            if (await farewell.TellAsync(db, survey, SurveyFarewell.Withdrawn, now, cancellationToken) is > 0 and var told) return told;
            await db.Set<Survey>().Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken);
        }

        campaign.SurveyId = null;
        return 0;
    }
}
