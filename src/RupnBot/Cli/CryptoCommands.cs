using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Operations.Encryption;

namespace RupnBot.Cli;

/// <summary><c>rupnbot crypto status</c>: how the encryption stands.</summary>
internal static class CryptoCommands
{
    public static Command Create()
    {
        var status = new Command("status", "Tell whether the bot's device is published and signed, its keys backed up, and which encrypted events it could not read. "
            + "Changes nothing and works while the bot runs. Exit code 0: all well; 1: something to mend; 78: the configuration cannot be used.");
        status.SetAction((_, cancellationToken) => SettingErrors.ReportAsync(() => StatusAsync(cancellationToken)));
        return new Command("crypto", "Looks at the end-to-end encryption.") { status };
    }

    private static async Task<int> StatusAsync(CancellationToken cancellationToken)
    {
        await using var app = BotApplication.Build(validate: false);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var texts = app.Services.GetRequiredService<Texts>();
        if (!File.Exists(app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.DatabaseFile))
        {
            await Console.Out.WriteLineAsync(texts.Get("Crypto.NotYet"));
            return 0;
        }

        try
        {
            var report = await app.Services.GetRequiredService<Database>().ReadAsync(db => EncryptionReport.ReadAsync(db, cancellationToken), cancellationToken);
            var findings = report.ToFindings(texts);
            foreach (var finding in findings) await Console.Out.WriteLineAsync($"{texts.Get(finding.IsWell ? "Doctor.Ok" : "Doctor.ToMend")} {finding.Text}");
            return findings.All(finding => finding.IsWell) ? 0 : 1;
        }
        catch (SqliteException e)
        {
            await Console.Error.WriteLineAsync($"The database cannot be read (SQLite {e.SqliteErrorCode}); rupnbot doctor tells more.");
            return 1;
        }
    }
}
