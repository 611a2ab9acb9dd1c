using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Operations.Backup;
using RupnBot.Storage;

namespace RupnBot.Operations.Doctor;

/// <summary>The database is whole, of this version, and has room to grow; and whether a bot runs on it.</summary>
internal sealed class DatabaseCheck(IDbContextFactory<BotDbContext> contexts, IOptions<StorageOptions> storage, Texts texts) : ICheck
{
    private const long LeastFreeBytes = 500L << 20;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(storage.Value.Path);
        if (!File.Exists(storage.Value.DatabaseFile)) return [new Finding(true, texts.Format("Doctor.DatabaseNotYet", ("folder", folder)))];
        var findings = new List<Finding> { await FileAsync(cancellationToken), Disk(folder) };
        findings.Add(new Finding(true, texts.Get(StorageLock.IsHeld(folder) ? "Doctor.Running" : "Doctor.Stopped")));
        return findings;
    }

    private async Task<Finding> FileAsync(CancellationToken cancellationToken)
    {
        var file = storage.Value.DatabaseFile;
        if (SqliteSnapshot.Fault(file) is not null) return new Finding(false, texts.Get("Doctor.DatabaseDamaged"));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = context.Database.GetMigrations().ToList();
        var applied = SqliteSnapshot.Migrations(file);
        if (applied.Except(known).Any()) return new Finding(false, texts.Get("Doctor.DatabaseNewer"));
        var pending = known.Except(applied).Count();
        return new Finding(true, pending == 0 ? texts.Get("Doctor.Database") : texts.Plural("Doctor.DatabasePending", pending));
    }

    private Finding Disk(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return new Finding(free >= LeastFreeBytes, texts.Format(free >= LeastFreeBytes ? "Doctor.Disk" : "Doctor.DiskFull", ("megabytes", free >> 20)));
    }
}
