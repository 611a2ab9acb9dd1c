using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;

namespace RupnBot.Storage;

/// <summary>Opens the database at start: private folder, one process at a time, migrated only when something is pending.</summary>
public sealed partial class DatabaseFile(IDbContextFactory<BotDbContext> contexts, IOptions<StorageOptions> options, ILogger<DatabaseFile> logger) : IDisposable
{
    private FileStream? _lock;

    /// <exception cref="IOException">Another process holds the database, or a newer program has written it.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        PrepareFolder(options.Value.Path);
        _lock = StorageLock.Take(options.Value.Path);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await RefuseNewerAsync(context, cancellationToken);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0)
        {
            await ClearStaleMigrationLockAsync(context, cancellationToken);
            Log.Migrating(logger, pending.Count, pending[^1]);
            await context.Database.MigrateAsync(cancellationToken);
        }

        await FullTextIndex.EnsureAsync(context, cancellationToken);
    }

    public void Dispose() => _lock?.Dispose();

    internal static void PrepareFolder(string path)
    {
        if (Directory.Exists(path)) return;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // What is made durable in it goes with it.
        DurableFile.FlushFolderOf(Path.TrimEndingDirectorySeparator(path));
    }

    // What the newer one keeps there an older one would neither know nor leave in order.
    private async Task RefuseNewerAsync(BotDbContext context, CancellationToken cancellationToken)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var unknown = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).FirstOrDefault(migration => !known.Contains(migration));
        if (unknown is not null)
            throw new IOException($"The database in {Path.GetFullPath(options.Value.Path)} was written by another, newer version of RupnBot ({unknown}): install that version again, or restore a backup made with this one.");
    }

    // A process killed while migrating leaves its row in __EFMigrationsLock, and the next start would wait for it for ever. We hold the file lock: nobody else migrates.
    private static async Task ClearStaleMigrationLockAsync(BotDbContext context, CancellationToken cancellationToken)
    {
        var exists = await context.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (exists > 0) await context.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Migrating the database: {Count} pending, up to {Last}.")]
        public static partial void Migrating(ILogger logger, int count, string last);
    }
}
