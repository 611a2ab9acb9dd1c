using System.CommandLine;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Sources.Pages;

namespace RupnBot.Cli;

/// <summary><c>rupnbot sources try &lt;name&gt;</c>: what the bot finds at a source of the catalogue, with its settings as they are.</summary>
internal static class SourcesCommands
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "A source of Sources:Catalog, e.g. SRANE. Accents and case do not matter." };
        var json = new Option<bool>("--json") { Description = "One JSON line, as \"feeds parse --json\" prints it." };
        var attempt = new Command("try", "Read a source as the bot would, feed or page, and show its articles. Stores nothing and works while the bot runs. "
            + "Exit code 0: articles were found; 1: none; 78: the configuration cannot be used.") { name, json };
        attempt.SetAction((result, cancellationToken) => SettingErrors.ReportAsync(() => RunAsync(result.GetRequiredValue(name), result.GetValue(json), cancellationToken)));
        return new Command("sources", "Looks at the sources of the catalogue.") { attempt };
    }

    private static async Task<int> RunAsync(string name, bool asJson, CancellationToken cancellationToken)
    {
        await using var app = BotApplication.Build(validate: false);
        var trial = new SourceTrial(
            app.Services.GetRequiredService<IOptions<SourcesOptions>>().Value,
            app.Services.GetRequiredService<Sources.Fetching.FeedFetcher>(),
            app.Services.GetRequiredService<PageLooks>(),
            app.Services.GetRequiredService<Texts>(),
            app.Services.GetRequiredService<TimeProvider>());
        var (report, isWell) = await trial.RunAsync(name, asJson, cancellationToken);
        await (isWell || asJson ? Console.Out : Console.Error).WriteLineAsync(report);
        return isWell ? 0 : 1;
    }
}
