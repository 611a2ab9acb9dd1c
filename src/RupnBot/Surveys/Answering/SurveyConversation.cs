using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Matrix;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Answering;

/// <summary>
/// Free words in a direct chat are answers while a survey waits for one. What begins with the mark of commands is none; what names a command is
/// left to it where it is no answer.
/// </summary>
internal sealed class SurveyConversation(SurveyTalk talk) : IConversation
{
    /// <summary>After such a silence people have forgotten that a question waits: a command's word is a command.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(6);

    public int Order => 10;

    public Role Role => Role.Colleague;

    public bool TakesLate => true;

    public async Task<bool> TakeAsync(CommandContext context, Said said, CancellationToken cancellationToken)
    {
        if (said.IsMarked && said.Command is not null) return false;
        var db = context.Db;
        // One they are in before one that has ended.
        var draft = await db.Set<SurveyDraft>().AsTracking().OrderBy(draft => draft.Stage)
            .FirstOrDefaultAsync(draft => draft.UserId == context.Sender && draft.RoomId == context.Room.Id && (draft.Stage < DraftStage.Paused || draft.Stage == DraftStage.Over), cancellationToken);
        if (draft is null) return false;
        if (draft.Stage == DraftStage.Over) return await TakeTooLateAsync(context, said, draft, cancellationToken);
        var survey = await db.Set<Survey>().FirstAsync(survey => survey.Id == draft.SurveyId, cancellationToken);
        var form = survey.FormOf();
        var course = new DraftCourse(SurveyJson.ReadAnswers(draft.Answers), draft.Place, draft.Stage);
        if (said.Message.MsgType != MessageContent.TextType)
        {
            // A file is for whoever else reads files.
            return false;
        }

        var step = DraftSteps.Next(form, course, said.Body);
        if (said.Command is not null && (step.IsLeft || IsForgotten(context, draft, form, step))) return false;
        if (survey.State != SurveyState.Open || context.SentAt > survey.EndsAt) await SurveyTalk.OverAsync(context, draft, cancellationToken);
        else await talk.GoOnAsync(context, survey, draft, step, cancellationToken);
        return true;
    }

    // It ended under their hands, perhaps at night: they are told as soon as they go on.
    private static async Task<bool> TakeTooLateAsync(CommandContext context, Said said, SurveyDraft draft, CancellationToken cancellationToken)
    {
        if (said.Command is not null || said.Message.MsgType != MessageContent.TextType || draft.LastAt is not { } last || context.SentAt - last > Forgotten) return false;
        await SurveyTalk.OverAsync(context, draft, cancellationToken);
        return true;
    }

    // Any words would do for an answer of one's own: « bonjour », two days later, is none.
    private static bool IsForgotten(CommandContext context, SurveyDraft draft, SurveyForm form, DraftStep step) =>
        draft.LastAt is { } last && context.SentAt - last > Forgotten && draft.Stage == DraftStage.Asking
        && form.Questions[draft.Place].Kind == QuestionKind.Words && ReservedWords.Read(context.Line.Rest).Word == ReservedWord.None && step.Reply is DraftReply.Question or DraftReply.Summary;
}
