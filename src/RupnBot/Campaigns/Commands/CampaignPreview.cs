using RupnBot.Bot.Messages;
using RupnBot.Campaigns.Opening;
using RupnBot.Campaigns.Records;
using RupnBot.Campaigns.Results;
using RupnBot.Localization;
using RupnBot.Polls.Life;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;
using RupnBot.Surveys.Questions;

namespace RupnBot.Campaigns.Commands;

/// <summary>What a campaign would be, before it is agreed to; and when it will be out, after.</summary>
internal sealed class CampaignPreview(CampaignSchedule schedule, PollHours hours, Texts texts)
{
    private const int MostNamed = 10;

    public async Task<MessageBody> OfAsync(BotDbContext db, Campaign campaign, CampaignReach reach, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var builder = new MessageBuilder().Heading(texts.Format("Campaigns.Preview", ("title", campaign.Title))).NumberedList(Asked(campaign).Select(InlineText.From));
        var lines = new List<string> { texts.Format("Campaigns.PreviewTo", ("audience", reach.Text)) };
        if (reach.Unreached.Count > 0) lines.Add(Unreached(reach));
        lines.Add(texts.Format("Campaigns.PreviewSending", ("sending", Sending(reach, now))));
        lines.Add(texts.Format("Campaigns.PreviewEnd", ("end", hours.FullText(campaign.EndsAt, texts.Culture))));
        lines.Add(campaign.Reminders == 0 ? texts.Get("Campaigns.PreviewNoReminder") : texts.Plural("Campaigns.PreviewReminders", campaign.Reminders, ("quorum", campaign.Quorum)));
        if (campaign.Kind == CampaignKind.Survey) lines.Add(texts.Get("Campaigns.PreviewSurvey"));
        else if (CampaignContent.Read(campaign.Content).IsSeveral) lines.Add(texts.Get("Campaigns.PreviewSeveral"));
        lines.Add(await CampaignReports.BeforeAsync(db, campaign, cancellationToken) is { StartedAt: { } started }
            ? texts.Format("Campaigns.PreviewCompared", ("month", started.ToString("MMMM yyyy", texts.Culture)), ("id", campaign.QuestionId))
            : texts.Format("Campaigns.PreviewId", ("id", campaign.QuestionId)));
        return builder.BulletList(lines.Select(InlineText.From)).Paragraph(texts.Get(CampaignTarget.Read(campaign.Target).IsListToCome ? "Campaigns.PreviewSendFile" : reach.Places.Count == 0 ? "Campaigns.PreviewNobody" : "Campaigns.PreviewAgree")).Build();
    }

    public string Started(Campaign campaign, CampaignReach reach, DateTimeOffset now) =>
        texts.Format("Campaigns.Started", ("title", campaign.Title), ("sending", Sending(reach, now)), ("end", hours.FullText(campaign.EndsAt, texts.Culture)));

    /// <summary>« maintenant, en 4 minutes environ » or « de demain 7 h 30 à lundi 30 novembre vers 10 h 40 ».</summary>
    public string Sending(CampaignReach reach, DateTimeOffset now) => Sending(now, reach.Places.Count);

    public string Sending(DateTimeOffset now, int places)
    {
        var plan = schedule.Plan(now, places);
        if (plan.From <= now && plan.Until - plan.From < TimeSpan.FromMinutes(1)) return texts.Get("Campaigns.SendingNow");
        if (plan.From <= now && !plan.GoesOn) return texts.Plural("Campaigns.SendingSoon", (int)Math.Ceiling((plan.Until - plan.From).TotalMinutes), ("until", hours.Text(Minute(plan.Until), texts.Culture)));
        return texts.Format("Campaigns.SendingFrom", ("from", hours.Text(plan.From, texts.Culture)), ("until", hours.Text(Minute(plan.Until), texts.Culture)));
    }

    /// <summary>The end of the working day that this instant lies in, or of the next.</summary>
    public DateTimeOffset EndOfDay(DateTimeOffset instant)
    {
        var working = schedule.Working;
        var day = LocalInstant.DateOf(working.NextWorkingInstant(instant), working.TimeZone);
        return LocalInstant.At(day, new TimeOnly(18, 0), working.TimeZone);
    }

    /// <summary>The answers of a poll, the questions of a survey.</summary>
    private static IEnumerable<string> Asked(Campaign campaign) => campaign.Kind == CampaignKind.Survey
        ? SurveyJson.ReadForm(campaign.Content).Questions.Select(question => question.Text)
        : CampaignContent.Read(campaign.Content).Answers;

    private string Unreached(CampaignReach reach)
    {
        var names = string.Join(", ", reach.Unreached.Take(MostNamed).Select(user => user.Value));
        return texts.Plural("Campaigns.PreviewUnreached", reach.Unreached.Count, ("names", reach.Unreached.Count > MostNamed ? names + "…" : names));
    }

    private static DateTimeOffset Minute(DateTimeOffset instant) => instant.AddTicks(TimeSpan.TicksPerMinute - 1 - ((instant.Ticks + TimeSpan.TicksPerMinute - 1) % TimeSpan.TicksPerMinute));
}
