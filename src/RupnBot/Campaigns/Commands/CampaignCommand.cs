using RupnBot.Bot.Commands;
using RupnBot.Localization;

namespace RupnBot.Campaigns.Commands;

/// <summary><c>campagne</c>: one poll in many salons; or what to do with one: <c>campagne suivi</c>, <c>clore</c>, <c>arreter</c>, <c>resultats</c>, <c>export</c>.</summary>
internal sealed class CampaignCommand(CampaignDesk desk, CampaignActs acts) : ICommand
{
    public CommandInfo Info { get; } = new("campagne", "campaign", Role.Editor, Places.Direct) { Theme = HelpTheme.Outreach, Foremost = Places.Direct };

    public Task ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var text = context.Line.Rest.Trim();
        if (text.Length == 0) throw context.Fault("Campaigns.How");
        // A question may begin with any word: only a short line is an order.
        var words = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        var rest = words.ElementAtOrDefault(1)?.Trim() ?? "";
        if (text.Contains('\n', StringComparison.Ordinal) || text.Contains('|', StringComparison.Ordinal)) return desk.PrepareAsync(context, text, cancellationToken);
        return TextFolding.Fold(words[0]) switch
        {
            "suivi" or "suivre" or "statut" or "progress" => acts.FollowAsync(context, rest, cancellationToken),
            "clore" or "cloturer" or "close" => acts.CloseAsync(context, rest, cancellationToken),
            "annuler" or "arreter" or "retirer" or "stop" or "cancel" or "withdraw" => acts.StopAsync(context, rest, cancellationToken),
            "resultats" or "resultat" or "results" => acts.ResultsAsync(context, rest, cancellationToken),
            "export" or "exporter" or "csv" => acts.ExportAsync(context, rest, cancellationToken),
            _ => desk.PrepareAsync(context, text, cancellationToken),
        };
    }
}
