using RupnBot.Bot.Commands;
using RupnBot.Bot.Files;
using RupnBot.Bot.Messages;
using RupnBot.Surveys.Requests;

namespace RupnBot.Surveys.Files;

/// <summary>A survey that an editor sends as a file: YAML, or a text in the notation of the chat.</summary>
internal sealed class SurveyFileConversation : IConversation
{
    private const int LongestName = 150;

    // After a letter, which may be replied to with any file, and after a campaign, whose list of people may be a text too.
    public int Order => 17;

    public Role Role => Role.Editor;

    public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        if (said.Message.MsgType != "m.file" || ChatFile.NameOf(said.Message) is not { } name || !(SurveyFile.IsYaml(name) || SurveyFile.IsText(name))) return false;
        if (ChatFile.Of(said.Message) is not { } file || context.Choices.GetValueOrDefault(FilePurpose.Slot) is not (null or FilePurpose.Survey)) return false;
        var payload = new SurveyFilePayload(context.Sender.Value, context.Room.Id.Value, context.EventId.Value, DisplayText.Shorten(DisplayText.OneLine(name), LongestName), file);
        await SurveyFileJob.QueueAsync(context.Db, payload, context.Now, cancellationToken);
        return true;
    }
}
