using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;
using RupnBot.Surveys.Results;

namespace RupnBot.Surveys.Commands;

/// <summary><c>clore enquête</c>; the word can be left out where nothing else could be meant.</summary>
internal sealed class CloseBranch : ICommandBranch
{
    public string Command => "clore";

    public async Task<bool> TakeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wanted = await SurveyBranch.WantedAsync(context, survey => survey.State == SurveyState.Open, poll => poll.State == PollState.Open && poll.IsOwn, cancellationToken);
        if (wanted is not var (surveys, words)) return false;
        if (surveys.Count == 0) throw context.Fault("Surveys.NoneToClose");
        var survey = await SurveyChoice.OneOfAsync(context, surveys, words, cancellationToken);
        SurveyCloser.Close(survey, context.Now);
        await context.ReplyAsync(context.Texts.Format("Surveys.Closing", ("title", survey.Title)), cancellationToken);
        return true;
    }
}

/// <summary><c>resultats enquête</c>, to who made it, once it is over.</summary>
internal sealed class ResultsBranch : ICommandBranch
{
    public string Command => "resultats";

    public async Task<bool> TakeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var wanted = await SurveyBranch.WantedAsync(context, survey => survey.State > SurveyState.Prepared, _ => true, cancellationToken);
        if (wanted is not var (surveys, words)) return false;
        if (surveys.Count == 0) throw context.Fault("Surveys.NoneToShow");
        var survey = await SurveyChoice.OneOfAsync(context, surveys, words, cancellationToken);
        await context.ReplyAsync(SurveyResultText.Render((await SurveyResults.ReadAsync(context.Db, survey.Id, cancellationToken))!, context.Texts), cancellationToken);
        return true;
    }
}

/// <summary><c>export enquête</c>: the whole as a file for a spreadsheet, all answers in words included.</summary>
internal sealed class ExportBranch : ICommandBranch
{
    public string Command => "export";

    public async Task<bool> TakeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        // Without the word it stays what it was: « export tout » is of polls.
        if (SurveyChoice.Named(context) is null) return false;
        if (await SurveyBranch.WantedAsync(context, survey => survey.State >= SurveyState.Closed, _ => false, cancellationToken) is not var (surveys, words)) return false;
        if (surveys.Count == 0) throw context.Fault("Surveys.NoneToExport");
        var survey = await SurveyChoice.OneOfAsync(context, surveys, words, cancellationToken);
        var report = (await SurveyResults.ReadAsync(context.Db, survey.Id, cancellationToken))!;
        if (!report.IsShown) throw context.Fault("Surveys.Result.TooFew", ("least", SurveyLimits.FewestTogether));
        var file = new OutboxAttachment { FileName = context.Texts.Get("Surveys.Csv.File"), ContentType = "text/csv", Bytes = SurveyCsv.Write(report, context.Texts) };
        var content = MessageContent.Attachment(file.FileName, OutboxAttachment.Placeholder, new MediaInfo(file.ContentType, file.Bytes.Length));
        await context.QueueAsync(new OutgoingMessage(context.Room.Id, content) { Attachment = file }, cancellationToken);
        return true;
    }
}

/// <summary>Whether a command that polls and surveys share is about a survey.</summary>
internal static class SurveyBranch
{
    /// <summary>The surveys it may be about and what was said of them; null when it is about polls.</summary>
    public static async Task<(IReadOnlyList<Survey> Surveys, string Words)?> WantedAsync(
        CommandContext context, Func<Survey, bool> fits, Func<Poll, bool> fitsToo, CancellationToken cancellationToken)
    {
        var named = SurveyChoice.Named(context);
        if (named is null && (!context.IsDirect || context.Line.Rest.Length > 0)) return null;
        // What a survey found is for nobody but who made it, and not for a salon.
        if (!context.IsDirect) throw context.Fault("Bot.OnlyInDirect", ("command", context.Line.Word));
        var surveys = (await SurveyChoice.OwnAsync(context, cancellationToken)).Where(fits).ToList();
        if (named is not null) return (surveys, named);
        if (surveys.Count == 0) return null;
        var salons = (await context.SharedSalonsAsync(cancellationToken)).Select(salon => salon.Id).ToList();
        var polls = await context.Db.Set<Poll>().Where(poll => salons.Contains(poll.SalonId) && poll.State != PollState.Following).ToListAsync(cancellationToken);
        if (!polls.Any(fitsToo)) return (surveys, "");
        var options = new[] { new ChoiceOption("survey", context.Texts.Get("Surveys.OfSurvey")), new ChoiceOption("poll", context.Texts.Get("Surveys.OfPoll")) };
        return await context.ChooseAsync("kind", context.Texts.Get("Surveys.OfWhat"), options, cancellationToken) == "survey" ? (surveys, "") : null;
    }
}
