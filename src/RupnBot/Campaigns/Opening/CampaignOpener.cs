using RupnBot.Bot.Rooms;
using RupnBot.Campaigns.Life;
using RupnBot.Campaigns.Records;
using RupnBot.Polls.Opening;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Opening;

/// <summary>Puts a campaign into one of its places, once: the place is the slot.</summary>
internal sealed class CampaignOpener(PollOpener polls, SurveyCampaign surveys)
{
    /// <returns>True when something was queued.</returns>
    public async Task<bool> InviteAsync(BotDbContext db, Campaign campaign, CampaignPlace place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (place.State != PlaceState.Waiting) return false;
        if (await db.FindAsync<Room>([place.RoomId], cancellationToken) is not { Membership: RoomMembership.Joined })
        {
            place.State = PlaceState.Dropped;
            return false;
        }

        if (campaign.Kind == CampaignKind.Survey)
        {
            var row = await surveys.InviteAsync(db, campaign, place, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            (place.State, place.RowId) = (PlaceState.Invited, row.Id);
            return true;
        }

        var opening = new PollOpening(place.RoomId, CampaignContent.Read(campaign.Content).ToRequest(), campaign.EndsAt) { Campaign = new CampaignOfPoll(campaign.Id, campaign.Key, IsForOne: place.Person is not null) };
        var poll = await polls.OpenAsync(db, opening, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        (place.State, place.PollId) = (PlaceState.Invited, poll.Id);
        return true;
    }
}
