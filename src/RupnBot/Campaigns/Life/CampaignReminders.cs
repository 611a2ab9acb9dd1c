using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Campaigns.Opening;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Life;

/// <summary>Reminds the places where too few have answered; nobody is named, and who has answered is told that they need do nothing.</summary>
internal sealed class CampaignReminders(CampaignSchedule schedule, CampaignWords words, SurveyCampaign surveys, BotSession session)
{
    private const int PlacesAtOnce = 10;

    /// <returns>How many places were looked at; 0 when no reminder is due.</returns>
    public async Task<int> RemindAsync(BotDbContext db, Campaign campaign, int budget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (campaign.SentAt is not { } sent) return 0;
        // After a long silence only the latest is said.
        var due = schedule.Reminders(sent, campaign.EndsAt, campaign.Reminders).Count(at => at <= now);
        if (due == 0) return 0;
        var places = await db.Set<CampaignPlace>().AsTracking().Where(place => place.CampaignId == campaign.Id && place.State == PlaceState.Invited && place.Reminded < due)
            .OrderBy(place => place.Id).Take(Math.Min(budget, PlacesAtOnce)).ToListAsync(cancellationToken);
        foreach (var place in places)
        {
            place.Reminded = due;
            await RemindAsync(db, campaign, place, due, now, cancellationToken);
        }

        return places.Count;
    }

    private async Task RemindAsync(BotDbContext db, Campaign campaign, CampaignPlace place, int number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Room>([place.RoomId], cancellationToken) is not { Membership: RoomMembership.Joined }) return;
        var (answered, members) = campaign.Kind == CampaignKind.Survey ? await surveys.TurnoutAsync(db, campaign, place, session.Self, cancellationToken) : await TurnoutAsync(db, place, cancellationToken);
        if (members == 0 || answered * 100 >= campaign.Quorum * members) return;
        var message = new OutgoingMessage(place.RoomId, words.Reminder(campaign, answered, members, place.Person is not null))
        {
            Priority = RequestPriority.Poll,
            Key = $"campaign-reminder:{campaign.Id}:{number}:{place.Id}",
            NotAfter = campaign.EndsAt,
        };
        await db.QueueAsync(message, now, cancellationToken);
    }

    // Nobody, where it cannot be answered.
    private async Task<(int Answered, int Members)> TurnoutAsync(BotDbContext db, CampaignPlace place, CancellationToken cancellationToken)
    {
        if (place.PollId is not { } id || await db.FindAsync<Poll>([id], cancellationToken) is not { State: PollState.Open, StartEvent: not null } poll) return (0, 0);
        var answered = (await PollCounts.TallyAsync(db, poll, end: null, cancellationToken)).Voters;
        return (answered, place.Person is not null ? 1 : await PollCounts.MembersAsync(db, place.RoomId, session.Self, cancellationToken) ?? 0);
    }
}
