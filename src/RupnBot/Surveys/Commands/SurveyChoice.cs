using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Commands;

/// <summary>Which survey an editor's command is about: the only one, the n-th, the one that is named, or the one chosen of several.</summary>
internal static class SurveyChoice
{
    private const int MostShown = 15;
    private static readonly string[] Words = ["enquete", "enquetes", "l'enquete", "survey", "surveys"];

    /// <summary>Those an editor made; an administrator's are all there are. Those that run first, then the newest.</summary>
    public static async Task<List<Survey>> OwnAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Role < Role.Editor) return [];
        var surveys = context.Db.Set<Survey>().AsTracking();
        if (context.Role < Role.Administrator) surveys = surveys.Where(survey => survey.Creator == context.Sender);
        return await surveys.OrderBy(survey => survey.State == SurveyState.Open ? 0 : 1).ThenByDescending(survey => survey.Id).Take(MostShown).ToListAsync(cancellationToken);
    }

    /// <summary>What follows the word « enquête »; null when it does not stand there.</summary>
    public static string? Named(CommandContext context)
    {
        var words = context.Line.Rest.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && Words.Contains(TextFolding.Fold(words[0])) ? words.ElementAtOrDefault(1)?.Trim() ?? "" : null;
    }

    public static async Task<Survey> OneOfAsync(CommandContext context, IReadOnlyList<Survey> surveys, string wanted, CancellationToken cancellationToken)
    {
        if (int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= surveys.Count) return surveys[number - 1];
        var text = TextFolding.Fold(wanted).Trim();
        var named = text.Length == 0 ? surveys : [.. surveys.Where(survey => TextFolding.Fold(survey.Title).Contains(text, StringComparison.Ordinal))];
        if (named.Count == 0) named = surveys;
        if (named.Count == 1) return named[0];
        var options = named.Select(survey => new ChoiceOption(survey.Id.ToString(CultureInfo.InvariantCulture), survey.Title)).ToList();
        var chosen = await context.ChooseAsync("survey", context.Texts.Get("Surveys.Which"), options, cancellationToken);
        return named.Single(survey => survey.Id.ToString(CultureInfo.InvariantCulture) == chosen);
    }
}
