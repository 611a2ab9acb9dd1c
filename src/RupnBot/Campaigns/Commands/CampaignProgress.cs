using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Campaigns.Opening;
using RupnBot.Campaigns.Records;
using RupnBot.Campaigns.Results;
using RupnBot.Localization;
using RupnBot.Polls.Life;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Commands;

/// <summary>How far a campaign is: sent, refused, answered, and what comes next.</summary>
internal sealed class CampaignProgress(CampaignSchedule schedule, CampaignPreview preview, PollHours hours, Texts texts)
{
    private const int MostNamed = 10;

    public async Task<MessageBody> OfAsync(BotDbContext db, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var builder = new MessageBuilder().Heading(texts.Format("Campaigns.Progress", ("title", campaign.Title), ("state", texts.Get($"Campaigns.State.{campaign.State}"))));
        var lines = new List<string> { await SentAsync(db, campaign, now, cancellationToken) };
        var answered = await CampaignResults.AnsweredAsync(db, campaign, cancellationToken);
        lines.Add(campaign.Invited is > 0 and var invited && invited >= answered ? CampaignResultText.Rate(answered, invited, texts) : texts.Plural("Campaigns.AnsweredSoFar", answered));
        if (campaign.IsRunning) lines.Add(texts.Format("Campaigns.PreviewEnd", ("end", hours.FullText(campaign.EndsAt, texts.Culture))));
        if (campaign is { IsRunning: true, SentAt: { } sent } && Next(campaign, sent, now) is { } reminder) lines.Add(texts.Format("Campaigns.NextReminder", ("at", hours.Text(reminder, texts.Culture)), ("quorum", campaign.Quorum)));
        builder.BulletList(lines.Select(InlineText.From));
        var refused = await RefusedAsync(db, campaign, cancellationToken);
        if (refused.Count > 0) builder.Paragraph(texts.Plural("Campaigns.Refused", refused.Count)).BulletList(refused.Take(MostNamed).Select(InlineText.From));
        return builder.Build();
    }

    private async Task<string> SentAsync(BotDbContext db, Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var states = await db.Set<CampaignPlace>().Where(place => place.CampaignId == campaign.Id).GroupBy(place => place.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var all = states.Sum(state => state.Count);
        var waiting = states.Where(state => state.Key == PlaceState.Waiting).Sum(state => state.Count);
        var invited = states.Where(state => state.Key == PlaceState.Invited).Sum(state => state.Count);
        return waiting > 0
            ? texts.Format("Campaigns.SentPart", ("invited", invited), ("all", all), ("sending", preview.Sending(now, waiting)))
            : texts.Plural("Campaigns.SentAll", invited, ("all", all));
    }

    private DateTimeOffset? Next(Campaign campaign, DateTimeOffset sent, DateTimeOffset now) =>
        schedule.Reminders(sent, campaign.EndsAt, campaign.Reminders).Where(at => at > now).Select(at => (DateTimeOffset?)at).FirstOrDefault();

    /// <summary>The salons whose server refused the poll, and why.</summary>
    private async Task<IReadOnlyList<string>> RefusedAsync(BotDbContext db, Campaign campaign, CancellationToken cancellationToken)
    {
        var refused = await (
            from poll in db.Set<Poll>()
            where poll.CampaignId == campaign.Id
            join row in db.Set<OutboxMessage>() on poll.StartRowId equals row.Id
            where row.State == OutboxState.Failed
            join room in db.Set<Room>() on poll.SalonId equals room.Id
            select new { Name = room.Name ?? room.CanonicalAlias, row.Reason }).ToListAsync(cancellationToken);
        return [.. refused.Select(item => texts.Format("Campaigns.RefusedLine", ("salon", item.Name ?? texts.Get("Bot.UnnamedSalon")), ("reason", item.Reason)))];
    }
}
