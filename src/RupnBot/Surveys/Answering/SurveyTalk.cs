using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Pool;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Answering;

/// <summary>Leads somebody through a survey in their direct chat: keeps what they say, says what comes next.</summary>
internal sealed class SurveyTalk(TalkWords words, SurveyTurnout turnout, ConfidentialRooms confidential)
{
    /// <summary>Begins, or goes on where they were; in another direct chat too.</summary>
    public async Task BeginAsync(CommandContext context, Survey survey, CancellationToken cancellationToken)
    {
        var db = context.Db;
        // A number said from here on answers the survey, not an older question.
        await db.Set<PendingQuestion>().Where(question => question.RoomId == context.Room.Id && question.UserId == context.Sender).ExecuteDeleteAsync(cancellationToken);
        await PauseOthersAsync(context, survey, cancellationToken);
        var form = survey.FormOf();
        var draft = await db.Set<SurveyDraft>().AsTracking().FirstOrDefaultAsync(draft => draft.SurveyId == survey.Id && draft.UserId == context.Sender, cancellationToken);
        var isNew = draft is null;
        if (draft is null)
        {
            draft = new SurveyDraft { Id = RandomKey.Next(), SurveyId = survey.Id, UserId = context.Sender, RoomId = context.Room.Id, Token = RandomKey.Word() };
            db.Add(draft);
        }

        draft.RoomId = context.Room.Id;
        await confidential.KeepAsync(db, context.Room, cancellationToken);
        var answers = SurveyJson.ReadAnswers(draft.Answers);
        var step = DraftSteps.GoOn(form, new DraftCourse(answers, draft.Place, draft.Stage));
        Keep(draft, step.Course, context);
        var message = 0;
        if (isNew || answers == SurveyAnswers.None) await SayAsync(context, draft, words.Introduction(survey, context.Room), message++, cancellationToken);
        else await SayAsync(context, draft, context.Texts.Format("Surveys.Talk.GoesOn", ("title", survey.Title)).ToBody(), message++, cancellationToken);
        await SayAsync(context, draft, Of(step, form), message, cancellationToken);
    }

    /// <summary>What comes of one step: it is kept, and the next thing is said.</summary>
    public async Task GoOnAsync(CommandContext context, Survey survey, SurveyDraft draft, DraftStep step, CancellationToken cancellationToken)
    {
        await confidential.KeepAsync(context.Db, context.Room, cancellationToken);
        var form = survey.FormOf();
        draft.Add(context.EventId);
        Keep(draft, step.Course, context);
        switch (step.Reply)
        {
            case DraftReply.Sent:
                await SendAsync(context, survey, draft, cancellationToken);
                break;
            case DraftReply.Erased:
                await EraseAsync(context, draft, "Surveys.Talk.Erased", cancellationToken);
                break;
            default:
                await SayAsync(context, draft, Of(step, form), 0, cancellationToken);
                break;
        }
    }

    /// <summary>Tells that the survey is over, and erases what was not sent.</summary>
    public static Task OverAsync(CommandContext context, SurveyDraft draft, CancellationToken cancellationToken)
    {
        draft.Add(context.EventId);
        return EraseAsync(context, draft, "Surveys.Talk.Over", cancellationToken);
    }

    private async Task SendAsync(CommandContext context, Survey survey, SurveyDraft draft, CancellationToken cancellationToken)
    {
        var db = context.Db;
        if (await turnout.HasAnsweredAsync(db, survey, context.Sender, cancellationToken))
        {
            await EraseAsync(context, draft, "Surveys.Talk.Already", cancellationToken);
            return;
        }

        db.Add(new SurveyParticipant { Id = RandomKey.Next(), SurveyId = survey.Id, Person = turnout.Person(survey, context.Sender) });
        draft.Group = await SurveyOpener.GroupOfAsync(db, survey.Id, context.Sender, cancellationToken);
        var mayRedact = MayRedact(context);
        await TalkTraces.RedactAsync(db, draft, mayRedact, context.Now, cancellationToken);
        (draft.Stage, draft.LastAt, draft.Events) = (DraftStage.Sent, null, "[]");
        await context.ReplyAsync(
            $"{context.Texts.Format("Surveys.Talk.Sent", ("others", SurveyLimits.FewestTogether - 1))} {context.Texts.Get(mayRedact ? "Surveys.Talk.AllRedacted" : "Surveys.Talk.OwnRedacted")}", cancellationToken);
    }

    private static async Task EraseAsync(CommandContext context, SurveyDraft draft, string reason, CancellationToken cancellationToken)
    {
        await TalkTraces.RedactAsync(context.Db, draft, MayRedact(context), context.Now, cancellationToken);
        context.Db.Remove(draft);
        await context.ReplyAsync(context.Texts.Get(reason), cancellationToken);
    }

    private MessageBody Of(DraftStep step, SurveyForm form) => step.Reply switch
    {
        DraftReply.Question => words.Question(form, step.Course.Place),
        DraftReply.Summary => words.Summary(form, step.Course.Answers),
        DraftReply.NotAnAnswer => words.NotAnAnswer(form.Questions[step.Course.Place], step.Fault).ToBody(),
        _ => words.Other(step, form).ToBody(),
    };

    // One question at a time: of two surveys, the one that was taken up last is asked.
    private static Task PauseOthersAsync(CommandContext context, Survey survey, CancellationToken cancellationToken) => context.Db.Set<SurveyDraft>()
        .Where(draft => draft.UserId == context.Sender && draft.SurveyId != survey.Id && draft.Stage < DraftStage.Paused)
        .ExecuteUpdateAsync(set => set.SetProperty(draft => draft.Stage, DraftStage.Paused), cancellationToken);

    private static void Keep(SurveyDraft draft, DraftCourse course, CommandContext context)
    {
        (draft.Answers, draft.Place, draft.Stage) = (SurveyJson.Write(course.Answers), course.Place, course.Stage);
        draft.LastAt = context.SentAt;
    }

    private static bool MayRedact(CommandContext context)
    {
        var levels = RoomRights.LevelsOf(context.Room);
        return levels.LevelOf(context.Self) >= levels.Redact;
    }

    private static Task SayAsync(CommandContext context, SurveyDraft draft, MessageBody body, int number, CancellationToken cancellationToken) => context.QueueAsync(
        new OutgoingMessage(draft.RoomId, body.ToMessage(notice: true)) { Key = TalkTraces.KeyOf(draft, context.EventId, number) }, cancellationToken);
}
