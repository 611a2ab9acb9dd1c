using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Operations.Backup;
using RupnBot.Storage;

namespace RupnBot.Cli;

/// <summary><c>rupnbot backup</c> and <c>rupnbot restore</c>.</summary>
internal static class BackupCommands
{
    public static Command Backup()
    {
        var file = new Argument<string>("file") { Description = "The archive to write, e.g. /var/backups/rupnbot-monday.tar.gz. An existing file is never overwritten." };
        var command = new Command("backup", "Write a consistent copy of the data, keys included, while the bot runs. Keep it secret: it can act as the bot.") { file };
        command.SetAction((result, cancellationToken) => RunAsync(
            async backups =>
            {
                await backups.BackUpAsync(result.GetRequiredValue(file), cancellationToken);
                return $"Backed up and checked: {Path.GetFullPath(result.GetRequiredValue(file))}";
            },
            cancellationToken));
        return command;
    }

    public static Command Restore()
    {
        var file = new Argument<string>("file") { Description = "An archive written by backup." };
        var force = new Option<bool>("--force") { Description = "Restore although there is data; that is kept in a folder beside." };
        var command = new Command("restore", "Put a backup in place of the data. Stop the bot first.") { file, force };
        command.SetAction((result, cancellationToken) => RunAsync(
            async backups =>
            {
                var aside = await backups.RestoreAsync(result.GetRequiredValue(file), result.GetValue(force), cancellationToken);
                return aside is null ? "Restored." : $"Restored. What was there is in {Path.GetFullPath(aside)}";
            },
            cancellationToken));
        return command;
    }

    private static Task<int> RunAsync(Func<Backups, Task<string>> work, CancellationToken cancellationToken) => SettingErrors.ReportAsync(async () =>
    {
        try
        {
            await using var app = BotApplication.Build(validate: false);
            await using var context = await app.Services.GetRequiredService<IDbContextFactory<BotDbContext>>().CreateDbContextAsync(cancellationToken);
            var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
            await Console.Out.WriteLineAsync(await work(new Backups(storage, [.. context.Database.GetMigrations()], app.Services.GetRequiredService<TimeProvider>())));
            return 0;
        }
        catch (Exception e) when (e is BackupException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (SqliteException e)
        {
            await Console.Error.WriteLineAsync($"The database could not be copied (SQLite {e.SqliteErrorCode}): is the disk full?");
        }

        return 1;
    });
}
