using RupnBot.Bot.Commands;
using RupnBot.Bot.Messages;
using RupnBot.Polls.Life;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Opening;

namespace RupnBot.Surveys.Commands;

/// <summary><c>enquetes</c>: to editors all of theirs, to everybody else those that wait for their answers.</summary>
internal sealed class SurveysCommand(SurveyTurnout turnout, PollHours hours) : ICommand
{
    public CommandInfo Info { get; } = new("enquetes", "surveys", Role.Colleague, Places.Direct) { Theme = HelpTheme.Surveys };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var texts = context.Texts;
        var lines = new List<string>();
        foreach (var survey in await SurveyChoice.OwnAsync(context, cancellationToken))
            lines.Add(texts.Format($"Surveys.List.{survey.State}", ("title", survey.Title), ("end", hours.Text(survey.EndsAt, texts.Culture)), ("answered", await SurveyTurnout.CountAsync(context.Db, survey, cancellationToken))));
        foreach (var survey in await SurveyOpener.OpenToAsync(context.Db, context.Sender, cancellationToken))
        {
            var key = await turnout.HasAnsweredAsync(context.Db, survey, context.Sender, cancellationToken) ? "Surveys.List.Done" : "Surveys.List.Waits";
            lines.Add(texts.Format(key, ("title", survey.Title), ("end", hours.Text(survey.EndsAt, texts.Culture))));
        }

        if (lines.Count == 0) throw context.Fault("Surveys.NoneOpen");
        await context.ReplyAsync(new MessageBuilder().BulletList(lines.Select(InlineText.From)).Build(), cancellationToken);
    }
}
