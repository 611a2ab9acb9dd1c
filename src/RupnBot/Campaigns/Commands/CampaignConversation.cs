using RupnBot.Bot.Commands;
using RupnBot.Campaigns.Requests;
using RupnBot.Localization;
using RupnBot.Matrix;

namespace RupnBot.Campaigns.Commands;

/// <summary>Under the preview of a campaign: <c>valider</c>, <c>annuler</c>, or other words for whom and until when.</summary>
internal sealed class CampaignConversation(CampaignDesk desk) : IConversation
{
    private static readonly string[] AgreeWords = ["valider", "valide", "je valide", "validez", "agree", "approve"];
    private static readonly string[] DropWords = ["annuler", "annule", "abandonner", "cancel", "drop"];

    /// <summary>Before a survey's own agreement: a campaign may be about the survey that waits.</summary>
    public int Order => 15;

    public Role Role => Role.Editor;

    public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        if (said.IsMarked || said.Message.MsgType != MessageContent.TextType) return false;
        var words = TextFolding.Fold(said.Body).Trim().TrimEnd('.', '!');
        var corrects = CorrectionOf(said.Body);
        if (!AgreeWords.Contains(words) && !DropWords.Contains(words) && corrects is null) return false;
        if (await CampaignDesk.WaitingAsync(context, cancellationToken) is not { } campaign) return false;
        if (corrects is not null) await desk.CorrectAsync(context, campaign, corrects, cancellationToken);
        else if (AgreeWords.Contains(words)) await desk.AgreeAsync(context, campaign, cancellationToken);
        else
        {
            context.Db.Remove(campaign);
            await context.ReplyAsync(context.Texts.Format("Campaigns.Dropped", ("title", campaign.Title)), cancellationToken);
        }

        return true;
    }

    // Lines that are settings and nothing else.
    private static CampaignRequest? CorrectionOf(string body) =>
        CampaignRequestParser.Parse(body).Request is { Rest.Length: 0, IsSurvey: false } request && (request.To is not null || request.EndText is not null) ? request : null;
}
