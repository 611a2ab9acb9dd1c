using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Campaigns.Records;
using RupnBot.Surveys.Records;

namespace RupnBot.Newsletters.Talking;

/// <param name="Key">The text that names it.</param>
/// <param name="Title">Its title.</param>
internal sealed record OpenTalk(string Key, string Title);

/// <summary>What else an editor may be talking of in a chat where they speak of a letter.</summary>
internal static class OpenTalks
{
    /// <summary>The one that waits for the same words, first the one that would take them; null when none does.</summary>
    public static async Task<OpenTalk?> BesideAsync(CommandContext context, LetterRequest request, CancellationToken cancellationToken)
    {
        // To a survey's question any words may be the answer.
        var answering = await context.Db.Set<SurveyDraft>().Where(draft => draft.UserId == context.Sender && draft.RoomId == context.Room.Id && draft.Stage < DraftStage.Paused)
            .Join(context.Db.Set<Survey>(), draft => draft.SurveyId, survey => survey.Id, (draft, survey) => survey.Title).FirstOrDefaultAsync(cancellationToken);
        if (answering is not null) return new OpenTalk("Letters.TheAnswers", answering);
        if (request.Word is not (LetterWord.Validate or LetterWord.Cancel or LetterWord.To)) return null;
        var campaign = await context.Db.Set<Campaign>().Where(campaign => campaign.Creator == context.Sender && campaign.TellRoomId == context.Room.Id && campaign.State == CampaignState.Prepared)
            .OrderByDescending(campaign => campaign.Id).Select(campaign => campaign.Title).FirstOrDefaultAsync(cancellationToken);
        if (campaign is not null) return new OpenTalk("Letters.TheCampaign", campaign);
        if (request.Word == LetterWord.To) return null;
        var survey = await context.Db.Set<Survey>().Where(survey => survey.Creator == context.Sender && survey.TellRoomId == context.Room.Id && survey.State == SurveyState.Prepared)
            .OrderByDescending(survey => survey.Id).Select(survey => survey.Title).FirstOrDefaultAsync(cancellationToken);
        return survey is null ? null : new OpenTalk("Letters.TheSurvey", survey);
    }
}
