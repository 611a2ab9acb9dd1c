using RupnBot.Bot.Messages;
using RupnBot.Campaigns.Records;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Life;

namespace RupnBot.Campaigns.Life;

/// <summary>What the places of a campaign read beside the poll or the survey itself.</summary>
internal sealed class CampaignWords(PollHours hours, Texts texts)
{
    public MessageContent Reminder(Campaign campaign, int answered, int members, bool isForOne) => new MessageBuilder()
        .Paragraph(new InlineText().Strong(texts.Format("Campaigns.Reminder", ("title", campaign.Title))))
        .Paragraph(string.Join(' ', Count(answered, members, isForOne).Append(texts.Format(campaign.Kind == CampaignKind.Survey ? "Campaigns.ReminderSurveyEnd" : "Campaigns.ReminderEnd", ("end", hours.Text(campaign.EndsAt, texts.Culture))))))
        .Build().ToMessage(notice: false);

    private IEnumerable<string> Count(int answered, int members, bool isForOne) =>
        isForOne ? [] : [texts.Plural("Campaigns.ReminderCount", answered, ("members", members))];
}
