using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Operations.Backup;
using RupnBot.Schools;
using RupnBot.Schools.Import;
using RupnBot.Schools.Salons;
using RupnBot.Scheduling.Dates;
using RupnBot.Storage;

namespace RupnBot.Operations.Doctor;

/// <summary>How many schools are known and linked, and whether the file of schools can be read.</summary>
internal sealed class SchoolsCheck(IDbContextFactory<BotDbContext> contexts, IOptions<StorageOptions> storage, IOptions<SchoolsOptions> options, IOptions<BotOptions> bot, Texts texts) : ICheck
{
    private const int MostToldFaults = 5;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        if (await KnownAsync(cancellationToken) is { } known) findings.Add(known);
        if (options.Value.Path is { } path) findings.AddRange(await FileAsync(path, cancellationToken));
        return findings;
    }

    // A database that is not there, or of another version, is the other check's matter.
    private async Task<Finding?> KnownAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(storage.Value.DatabaseFile) || SqliteSnapshot.Fault(storage.Value.DatabaseFile) is not null) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()) return null;
        var schools = await db.Set<School>().CountAsync(school => school.IsOpen, cancellationToken);
        if (schools == 0) return new Finding(true, texts.Get("Doctor.NoSchools"));
        var salons = await db.Set<SalonSchool>().CountAsync(cancellationToken);
        var at = await db.Set<SchoolImport>().Select(import => (DateTimeOffset?)import.At).FirstOrDefaultAsync(cancellationToken);
        var day = at is { } read ? DateText.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(read, bot.Value.Zone).DateTime), texts.Culture) : "—";
        return new Finding(true, texts.Format("Doctor.Schools", ("schools", schools), ("salons", salons), ("day", day)));
    }

    private async Task<IReadOnlyList<Finding>> FileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (!File.Exists(path)) return [new Finding(false, texts.Format("Doctor.SchoolsFileMissing", ("path", path)))];
            if (new FileInfo(path).Length > SchoolFileReader.MaximumBytes) return [new Finding(false, texts.Format("Schools.Import.TooLarge", ("line", 0), ("value", "")))];
            var reading = SchoolFileReader.Read(await File.ReadAllBytesAsync(path, cancellationToken));
            return [.. reading.Faults.Take(MostToldFaults).Select(fault => new Finding(false, fault.ToText(texts)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new Finding(false, texts.Format("Doctor.SchoolsFileMissing", ("path", path)))];
        }
    }
}
