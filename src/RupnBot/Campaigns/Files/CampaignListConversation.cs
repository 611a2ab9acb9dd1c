using RupnBot.Bot.Commands;
using RupnBot.Bot.Files;
using RupnBot.Bot.Messages;
using RupnBot.Campaigns.Commands;
using RupnBot.Campaigns.Requests;

namespace RupnBot.Campaigns.Files;

/// <summary>A list of people sent as a file while a campaign waits for its editor's word: it is for these.</summary>
internal sealed class CampaignListConversation : IConversation
{
    private const int LongestName = 150;

    // After a letter, which may be replied to with any file; before a survey, which may be a text too.
    public int Order => 16;

    public Role Role => Role.Editor;

    public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        var name = ChatFile.NameOf(said.Message);
        if (said.Message.MsgType != "m.file" || !PeopleFile.Fits(name) || ChatFile.Of(said.Message) is not { } file) return false;
        var purpose = context.Choices.GetValueOrDefault(FilePurpose.Slot);
        if (purpose is not (null or FilePurpose.People)) return false;
        if (await CampaignDesk.WaitingAsync(context, cancellationToken) is not { } campaign)
        {
            // A text may be a survey.
            if (!PeopleFile.IsTable(name)) return false;
            throw context.Fault("Campaigns.ListWithoutCampaign");
        }

        var shown = DisplayText.Shorten(DisplayText.OneLine(name), LongestName);
        var payload = new CampaignListPayload(campaign.Id, context.Sender.Value, context.Room.Id.Value, context.EventId.Value, shown, file) { IsChosen = purpose is not null };
        await CampaignListJob.QueueAsync(context.Db, payload, context.Now, cancellationToken);
        return true;
    }
}
