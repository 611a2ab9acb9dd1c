using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Campaigns.Opening;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Life;

/// <summary>Sends the invitations, a few in each transaction; when none is left it is counted how many people that was.</summary>
internal sealed class CampaignWaves(CampaignOpener opener, CampaignSchedule schedule)
{
    /// <summary>A transaction must not keep the others waiting.</summary>
    private const int PlacesAtOnce = 10;

    /// <returns>How many places were taken; 0 when there are none, or when what was queued before has not left yet.</returns>
    public async Task<int> SendAsync(BotDbContext db, Campaign campaign, int budget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var places = await db.Set<CampaignPlace>().AsTracking().Where(place => place.CampaignId == campaign.Id && place.State == PlaceState.Waiting)
            .OrderBy(place => place.Id).Take(Math.Min(budget, PlacesAtOnce)).ToListAsync(cancellationToken);
        if (places.Count == 0)
        {
            await SentAsync(db, campaign, now, cancellationToken);
            return 0;
        }

        if (await IsBehindAsync(db, cancellationToken)) return 0;
        foreach (var place in places) await opener.InviteAsync(db, campaign, place, now, cancellationToken);
        return places.Count;
    }

    /// <summary>The number of people invited: the members of its salons as they are now, each counted once; or the people of its list who were written to.</summary>
    private static async Task SentAsync(BotDbContext db, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var places = db.Set<CampaignPlace>().Where(place => place.CampaignId == campaign.Id && place.State == PlaceState.Invited);
        var people = await places.CountAsync(place => place.Person != null, cancellationToken);
        if (people == 0)
        {
            var members = await db.Set<RoomMember>().Where(member => member.IsJoined && places.Any(place => place.RoomId == member.RoomId)).Select(member => member.UserId).Distinct().CountAsync(cancellationToken);
            // The bot is a member of each.
            people = Math.Max(0, members - 1);
        }

        (campaign.Invited, campaign.SentAt) = (people, now);
    }

    // More than two waves wait to leave: the homeserver takes them more slowly than was thought.
    private async Task<bool> IsBehindAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var most = schedule.WaveSize * CampaignSchedule.RequestsAPlace * 2;
        return await db.Set<OutboxMessage>().Where(row => row.State == OutboxState.Queued && row.Priority == RequestPriority.Poll).Take(most + 1).CountAsync(cancellationToken) > most;
    }
}
