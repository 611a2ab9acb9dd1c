using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Commands;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Commands.Table;

/// <summary>Every command × role × place: a row of <see cref="CommandRows"/>, which says how to add one.</summary>
public sealed class CommandTableTests
{
    public static TheoryData<string> Rows { get; } = [.. CommandRows.All.Select(row => row.Said)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Everyone_gets_from_a_command_what_the_table_says(string said)
    {
        var row = CommandRows.All.Single(row => row.Said == said);
        await using var stage = await CommandStage.SetAsync(row);
        var wrong = new List<string>();

        foreach (var seat in Seat.All)
        {
            var expected = (seat.IsDirect ? row.Direct : row.Salon)[seat.Column];
            var happened = await stage.SayAsync(seat);
            var seen = stage.Read(happened);
            if (seen != $"{expected}") wrong.Add($"{seat.Name}: expected '{expected}', was '{seen}': {string.Join(" / ", happened.Bodies)}");
            // « Je n'ai rien changé » is true.
            if (!"+?".Contains(expected, StringComparison.Ordinal) && (happened.Changed.Count > 0 || happened.Jobs.Count > 0 || happened.Rows.Count != 1))
                wrong.Add($"{seat.Name}: was to change nothing, changed {string.Join(", ", happened.Changed)} {string.Join(", ", happened.Jobs)}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_command_has_a_row_and_every_row_a_command()
    {
        await using var bench = await BotBench.StartAsync();
        var commands = bench.Services.GetServices<ICommand>().ToList();

        Assert.Equal(commands.Select(command => command.Info.Name).Order(StringComparer.Ordinal), CommandRows.All.Select(row => row.Name).Distinct().Order(StringComparer.Ordinal));
        foreach (var row in CommandRows.All)
            Assert.Contains(CommandLine.Parse(row.Said, isDirect: true)!.Word, commands.Single(command => command.Info.Name == row.Name).Info.AllNames);
    }

    [Fact]
    public void Every_row_speaks_of_every_role_and_place() =>
        Assert.All(CommandRows.All, row => Assert.True(row.Salon.Length == 6 && row.Direct.Length == 6, row.Said));
}
