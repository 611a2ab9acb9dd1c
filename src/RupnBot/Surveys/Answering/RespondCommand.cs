using System.Globalization;
using RupnBot.Bot.Commands;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Answering;

/// <summary><c>repondre</c>, in direct chat: begins a survey, or goes on with it.</summary>
internal sealed class RespondCommand(SurveyTalk talk, SurveyTurnout turnout) : ICommand
{
    public CommandInfo Info { get; } = new("repondre", "answer", Role.Colleague, Places.Direct, "repond", "reponse", "reponds", "respond") { CountsWhenLate = true, Theme = HelpTheme.Surveys, Foremost = Places.Direct };

    public async Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var open = (await SurveyOpener.OpenToAsync(context.Db, context.Sender, cancellationToken)).Where(survey => survey.EndsAt > context.SentAt).ToList();
        if (open.Count == 0) throw context.Fault("Surveys.NoneOpen");
        var waiting = new List<Survey>();
        foreach (var survey in open)
            if (!await turnout.HasAnsweredAsync(context.Db, survey, context.Sender, cancellationToken)) waiting.Add(survey);
        if (waiting.Count == 0) throw context.Fault("Surveys.AllAnswered", ("title", open[0].Title));
        await talk.BeginAsync(context, await PickAsync(context, waiting, cancellationToken), cancellationToken);
    }

    private static async Task<Survey> PickAsync(CommandContext context, List<Survey> waiting, CancellationToken cancellationToken)
    {
        if (waiting is [var only]) return only;
        var options = waiting.ConvertAll(survey => new ChoiceOption(survey.Id.ToString(CultureInfo.InvariantCulture), survey.Title));
        var chosen = await context.ChooseAsync("survey", context.Texts.Get("Surveys.WhichToAnswer"), options, cancellationToken);
        return waiting.Single(survey => survey.Id.ToString(CultureInfo.InvariantCulture) == chosen);
    }
}
