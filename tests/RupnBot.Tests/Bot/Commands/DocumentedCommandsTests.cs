using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Commands;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Commands;

/// <summary>The table of commands in the guide is what the bot knows: none lacks, none is made up. The README, which is shorter, makes none up either.</summary>
public sealed class DocumentedCommandsTests
{
    [Fact]
    public async Task The_guide_has_every_command_and_no_other() =>
        Assert.Equal(await KnownAsync(), Written("docs/guide-utilisateur.md", "## Toutes les commandes"));

    [Fact]
    public async Task The_README_names_no_command_that_there_is_not()
    {
        var written = Written("README.md", "## What one can write");
        Assert.NotEmpty(written);
        Assert.Empty(written.Except(await KnownAsync()));
    }

    private static async Task<List<string>> KnownAsync()
    {
        await using var bench = await BotBench.StartAsync();
        return [.. bench.Services.GetServices<ICommand>().Select(command => command.Info.Name).Order(StringComparer.Ordinal)];
    }

    private static List<string> Written(string document, string heading) =>
        [.. Documents.Table(document, heading).SelectMany(row => Documents.Quoted(row[0])).Select(command => command.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal)];
}
