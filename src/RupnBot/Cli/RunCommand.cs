using System.CommandLine;
using Microsoft.Data.Sqlite;
using RupnBot.Bot.Encryption;
using RupnBot.Operations;
using RupnBot.Polls.Privacy;
using RupnBot.Storage;
using RupnBot.Storage.Crypto;

namespace RupnBot.Cli;

/// <summary><c>rupnbot run</c>, also what <c>rupnbot</c> alone does: the bot itself.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Run the bot until it is told to stop (default).");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    public static Task<int> RunAsync(CancellationToken cancellationToken) => SettingErrors.ReportAsync(async () =>
    {
        await using var app = BotApplication.Build();
        try
        {
            await app.Services.GetRequiredService<DatabaseFile>().OpenAsync(cancellationToken);
            // Read now: a key that is lost or open to others is a matter for the operator, not for the first vote.
            app.Services.GetRequiredService<VoterPseudonym>();
            await app.Services.GetRequiredService<BotCrypto>().OpenAsync(app.Services.GetRequiredService<Database>(), cancellationToken);
        }
        catch (SqliteException e)
        {
            await Console.Error.WriteLineAsync($"The database cannot be opened ({e.SqliteErrorCode}: {e.Message}); rupnbot doctor tells more, rupnbot restore puts a backup back.");
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or VoterKeyException or CryptoStoreException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        await app.MapOperations().RunAsync(cancellationToken);
        return 0;
    });
}
