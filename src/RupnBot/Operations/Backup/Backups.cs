using RupnBot.Configuration;
using RupnBot.Storage;

namespace RupnBot.Operations.Backup;

/// <summary>Makes backups of the data folder and puts them back.</summary>
internal sealed class Backups(StorageOptions storage, IReadOnlyCollection<string> knownMigrations, TimeProvider time)
{
    /// <summary>Writes a backup, the bot running or not, and reads it again before it gets its name.</summary>
    public async Task BackUpAsync(string archive, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(archive);
        if (File.Exists(target)) throw new BackupException($"{target} exists already; name a new file.");
        if (!File.Exists(storage.DatabaseFile)) throw new BackupException($"There is no database in {Path.GetFullPath(storage.Path)}; check Storage:Path.");
        using var work = WorkFolder.Beside(target);
        var copy = work.PathOf(BackupArchive.DatabaseName);
        SqliteSnapshot.Copy(storage.DatabaseFile, copy);
        var packed = work.PathOf("packed");
        await BackupArchive.PackAsync(packed, [copy, .. Keys()], cancellationToken);

        using var check = WorkFolder.Beside(target);
        await ReadAsync(packed, check, cancellationToken);
        DurableFile.Place(packed, target);
    }

    /// <summary>Puts a backup in place; what was there is kept in a folder beside it.</summary>
    /// <returns>The folder of what was there; null when nothing was.</returns>
    public async Task<string?> RestoreAsync(string archive, bool force, CancellationToken cancellationToken)
    {
        if (!File.Exists(archive)) throw new BackupException($"There is no file {Path.GetFullPath(archive)}.");
        DatabaseFile.PrepareFolder(storage.Path);
        using var held = StorageLock.Take(storage.Path);
        var present = Present();
        if (present.Count > 0 && !force) throw new BackupException($"{Path.GetFullPath(storage.Path)} holds data; --force keeps it aside and restores.");
        // In the data folder itself: moving a file into place must not cross file systems.
        using var work = WorkFolder.Beside(storage.DatabaseFile);
        await ReadAsync(archive, work, cancellationToken);
        SqliteSnapshot.PrepareForUse(work.PathOf(BackupArchive.DatabaseName));

        var aside = present.Count == 0 ? null : MoveAside(present);
        // The keys first, each on the disk before the next: a database without its key would get a new one, and old votes would lose their voters.
        foreach (var file in Directory.GetFiles(work.Path).OrderBy(file => Path.GetFileName(file) == BackupArchive.DatabaseName))
            DurableFile.Place(file, Path.Combine(storage.Path, Path.GetFileName(file)));
        return aside;
    }

    private async Task ReadAsync(string archive, WorkFolder folder, CancellationToken cancellationToken)
    {
        await BackupArchive.UnpackAsync(archive, folder.Path, cancellationToken);
        var database = folder.PathOf(BackupArchive.DatabaseName);
        if (SqliteSnapshot.Fault(database) is { } fault) throw new BackupException($"The backup is not usable: {fault}.");
        if (SqliteSnapshot.Migrations(database).Except(knownMigrations).Any()) throw new BackupException("The backup comes from another version of RupnBot; use that version.");
    }

    private string MoveAside(List<string> present)
    {
        var folder = Path.Combine(storage.Path, $"before-restore-{time.GetUtcNow():yyyyMMdd-HHmmss-fff}");
        DatabaseFile.PrepareFolder(folder);
        foreach (var file in present) File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
        DurableFile.FlushFolder(folder);
        DurableFile.FlushFolder(storage.Path);
        return folder;
    }

    // The write-ahead log belongs to its database: left behind, it would be replayed into the restored one.
    private List<string> Present() =>
        [.. new[] { storage.DatabaseFile, storage.DatabaseFile + "-wal", storage.DatabaseFile + "-shm" }.Where(File.Exists), .. Keys()];

    private IEnumerable<string> Keys() => Directory.GetFiles(storage.Path, "*.key").Where(file => BackupArchive.IsKey(Path.GetFileName(file))).Order(StringComparer.Ordinal);
}
