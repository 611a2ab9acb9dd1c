using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Commands;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Commands;

/// <summary>The tables of commands in the guide and the README are those the bot knows: none lacks, none is made up.</summary>
public sealed class DocumentedCommandsTests
{
    [Theory]
    [InlineData("docs/guide-utilisateur.md", "## Toutes les commandes")]
    [InlineData("README.md", "## What one can write")]
    public async Task Every_command_is_in_the_table_and_every_row_is_a_command(string document, string heading)
    {
        await using var bench = await BotBench.StartAsync();
        var known = bench.Services.GetServices<ICommand>().Select(command => command.Info.Name).Order(StringComparer.Ordinal);
        var written = Documents.Table(document, heading).SelectMany(row => Documents.Quoted(row[0])).Select(command => command.Split(' ')[0]);

        Assert.Equal(known, written.Distinct().Order(StringComparer.Ordinal));
    }
}
