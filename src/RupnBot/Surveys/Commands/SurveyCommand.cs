using RupnBot.Bot.Commands;
using RupnBot.Surveys.Requests;

namespace RupnBot.Surveys.Commands;

/// <summary><c>enquete</c>: writes a survey, and shows it as people will get it; nothing is open before <c>valider</c>.</summary>
internal sealed class SurveyCommand(SurveyPreparation preparation) : ICommand
{
    public CommandInfo Info { get; } = new("enquete", "survey", Role.Editor, Places.Direct) { Theme = HelpTheme.Surveys };

    public Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken) => context.Line.Rest.Length == 0
        ? throw context.Fault("Surveys.How.Write", ("most", Questions.SurveyLimits.MostQuestions))
        : preparation.PrepareAsync(context, SurveyNotation.Parse(context.Line.Rest, 1 + context.Line.LinesBefore), cancellationToken);
}
