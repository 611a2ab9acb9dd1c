using Microsoft.EntityFrameworkCore;
using RupnBot.Schools;
using RupnBot.Schools.Import;
using RupnBot.Storage;
using RupnBot.Tests.Bench;
using RupnBot.Tests.Cli;

namespace RupnBot.Tests.Schools.Import;

public sealed class SchoolsImportTests
{
    private const string File = "uai;nom;type;commune\n0869001S;Collège Jean Moulin;collège;Poitiers\n0869002T;Lycée Réaumur;lycée;Poitiers\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_import_changes_only_what_changed_and_keeps_the_links()
    {
        await using var bench = await SchoolsBench.StartAsync();
        await bench.AskAsync("salon 0869001S");
        var importer = bench.Bot.Get<SchoolImporter>();
        var counts = await importer.ImportAsync([SchoolsBench.Of("0869001S", "Collège Jean-Moulin", SchoolKind.College, "86", "Poitiers"), SchoolsBench.Of("0869010B", "Collège du Clain", SchoolKind.College, "86", "Vivonne")], "other", Token);
        Assert.Equal(new SchoolImportCounts(0, 1, 1), counts);
        Assert.Contains("Collège Jean-Moulin", await bench.AskAsync("salon"), StringComparison.Ordinal);
        Assert.Equal(4, await CountAsync(bench.Bot));
    }

    [Fact]
    public async Task The_command_line_imports_says_which_lines_it_left_out_and_may_be_repeated()
    {
        var folder = Directory.CreateTempSubdirectory("rupnbot-schools-");
        try
        {
            var path = Path.Combine(folder.FullName, "schools.csv");
            var settings = Rupnbot.Complete(Path.Combine(folder.FullName, "data"));
            await System.IO.File.WriteAllTextAsync(path, File + "faux;Collège B;collège;Niort\n", Token);
            var first = await Rupnbot.RunAsync($"schools import {path}", settings);
            Assert.Equal(1, first.ExitCode);
            Assert.Contains("Ligne 4", first.Error, StringComparison.Ordinal);
            Assert.Contains("Établissements lus\u00A0: 2, dont 2 nouveaux", first.Output, StringComparison.Ordinal);
            await System.IO.File.WriteAllTextAsync(path, File, Token);
            var second = await Rupnbot.RunAsync($"schools import {path}", settings);
            Assert.Equal((0, true), (second.ExitCode, second.Output.Contains("dont 0 nouveaux et 0 modifiés", StringComparison.Ordinal)));
        }
        finally
        {
            ConnectionPool.Clear(Path.Combine(folder.FullName, "data"));
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_command_line_imports_while_the_bot_holds_the_data()
    {
        await using var bot = await BotBench.StartAsync();
        using var running = StorageLock.IsHeld(bot.Folder) ? null : StorageLock.Take(bot.Folder);
        var path = Path.Combine(bot.Folder, "schools.csv");
        await System.IO.File.WriteAllTextAsync(path, File, Token);
        var import = await Rupnbot.RunAsync($"schools import {path}", Rupnbot.Complete(bot.Folder));
        Assert.Equal((0, ""), (import.ExitCode, import.Error));
        Assert.Equal(2, await CountAsync(bot));
    }

    [Fact]
    public async Task A_file_that_the_settings_name_is_read_once_until_it_changes()
    {
        var path = Path.GetTempFileName();
        try
        {
            await System.IO.File.WriteAllTextAsync(path, File, Token);
            await using var bot = await BotBench.StartAsync(settings: new Dictionary<string, string?> { ["Schools:Path"] = path });
            var watch = bot.Get<SchoolFileWatch>();
            await watch.LookAsync(Token);
            Assert.Equal(2, await CountAsync(bot));
            await bot.Database.WriteAsync(db => db.Set<School>().ExecuteDeleteAsync(Token), Token);
            await watch.LookAsync(Token);
            Assert.Equal(0, await CountAsync(bot));
            await System.IO.File.WriteAllTextAsync(path, File + "0869010B;Collège du Clain;collège;Vivonne\n", Token);
            await watch.LookAsync(Token);
            Assert.Equal(3, await CountAsync(bot));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static Task<int> CountAsync(BotBench bot) => bot.Database.ReadAsync(db => db.Set<School>().CountAsync(Token), Token);
}
