using System.CommandLine;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Schools.Import;
using RupnBot.Storage;

namespace RupnBot.Cli;

/// <summary><c>rupnbot schools import FILE</c>: the schools that salons can be linked to.</summary>
internal static class SchoolsCommands
{
    private const int MostToldRemarks = 20;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A CSV of schools: the ministry's \"Annuaire de l'éducation\" as it is downloaded, or the columns uai;nom;type;departement;commune;academie;zone;etat of one's own." };
        var import = new Command("import", "Add the schools of a file and bring those known up to date; those it does not name stay. May be done again, and while the bot runs. "
            + "Exit code 0: all lines were read; 1: some were left out, or nothing could be read; 78: the configuration cannot be used.") { file };
        import.SetAction((result, cancellationToken) => SettingErrors.ReportAsync(() => RunAsync(result.GetRequiredValue(file), cancellationToken)));
        return new Command("schools", "Keeps the directory of schools.") { import };
    }

    private static async Task<int> RunAsync(string path, CancellationToken cancellationToken)
    {
        await using var app = BotApplication.Build(validate: false);
        var texts = app.Services.GetRequiredService<Texts>();
        try
        {
            if (!File.Exists(path)) throw new IOException($"There is no file {Path.GetFullPath(path)}.");
            if (new FileInfo(path).Length > SchoolFileReader.MaximumBytes) throw new IOException($"The file is larger than {SchoolFileReader.MaximumBytes >> 20} MB.");
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            var reading = SchoolFileReader.Read(bytes);
            foreach (var fault in reading.Faults.Take(MostToldRemarks)) await Console.Error.WriteLineAsync(fault.ToText(texts));
            foreach (var note in reading.Notes.Take(MostToldRemarks)) await Console.Out.WriteLineAsync(note.ToText(texts));
            if (reading.Schools.Count == 0) return 1;
            await ReadyAsync(app.Services, cancellationToken);
            var counts = await app.Services.GetRequiredService<SchoolImporter>().ImportAsync(reading.Schools, SchoolImporter.DigestOf(bytes), cancellationToken);
            await Console.Out.WriteLineAsync(texts.Format("Schools.Import.Done", ("all", counts.All), ("added", counts.Added), ("changed", counts.Changed), ("left", reading.Faults.Count)));
            return reading.Faults.Count == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (SqliteException e)
        {
            await Console.Error.WriteLineAsync($"The database cannot be written (SQLite {e.SqliteErrorCode}); rupnbot doctor tells more.");
        }

        return 1;
    }

    /// <summary>The bot's own process holds the lock and has brought the database up to date; otherwise this one does.</summary>
    private static async Task ReadyAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (!StorageLock.IsHeld(storage.Path) || !File.Exists(storage.DatabaseFile))
        {
            await services.GetRequiredService<DatabaseFile>().OpenAsync(cancellationToken);
            return;
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<BotDbContext>>().CreateDbContextAsync(cancellationToken);
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if (!known.SetEquals(await db.Database.GetAppliedMigrationsAsync(cancellationToken)))
            throw new IOException("The bot that runs on this database is of another version than this program: import with that version, or stop the bot first.");
    }
}
