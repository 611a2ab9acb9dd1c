using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RupnBot.Crypto;
using RupnBot.Storage;
using RupnBot.Storage.Crypto;

namespace RupnBot.Tests.Storage.Crypto;

/// <summary>A migrated database file in a folder of its own, and the store of the encryption machine on it.</summary>
internal sealed class CryptoDatabase : IAsyncDisposable
{
    // Migrating takes a second; every test begins with a copy of one file.
    private static readonly Lazy<byte[]> Migrated = new(Migrate);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rupnbot-crypto-");
    private readonly StateSealer _sealer = new(RandomNumberGenerator.GetBytes(StateSealer.KeyLength));

    private CryptoDatabase()
    {
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "rupnbot.db");

    public static async Task<CryptoDatabase> CreateAsync()
    {
        var database = new CryptoDatabase();
        await System.IO.File.WriteAllBytesAsync(database.File, Migrated.Value, Ct);
        return database;
    }

    /// <summary>Uses the store in a transaction of its own, which is committed unless it fails.</summary>
    public async Task WithAsync(Func<ICryptoStore, Task> use)
    {
        await using var context = Open(File);
        await using var transaction = await context.Database.BeginTransactionAsync(Ct);
        await use(new SqliteCryptoStore(context, _sealer));
        await transaction.CommitAsync(Ct);
    }

    /// <summary>Runs a statement behind the store's back.</summary>
    public async Task RunAsync(string sql)
    {
        await using var context = Open(File);
        await context.Database.ExecuteSqlRawAsync(sql, Ct);
    }

    /// <summary>All bytes there are on disk while the database is open: the file, what is written ahead, and the shared index.</summary>
    public async Task<byte[]> BytesAsync()
    {
        var bytes = new List<byte>();
        foreach (var file in _folder.GetFiles())
        {
            await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, Ct);
            bytes.AddRange(content);
        }

        return [.. bytes];
    }

    /// <summary>Puts this database in the place of another one, which keeps its own key.</summary>
    public async Task CopyToAsync(CryptoDatabase other)
    {
        await RunAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        await System.IO.File.WriteAllBytesAsync(other.File, await System.IO.File.ReadAllBytesAsync(File, Ct), Ct);
    }

    public ValueTask DisposeAsync()
    {
        _sealer.Dispose();
        using (var connection = new SqliteConnection(Source(File))) SqliteConnection.ClearPool(connection);
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string Source(string file) => $"Data Source={file}";

    private static BotDbContext Open(string file) =>
        new(new DbContextOptionsBuilder<BotDbContext>().UseSqlite(Source(file)).AddInterceptors(new SqlitePragmas()).Options);

    private static byte[] Migrate()
    {
        var folder = Directory.CreateTempSubdirectory("rupnbot-crypto-");
        try
        {
            var file = Path.Combine(folder.FullName, "empty.db");
            using (var context = Open(file)) context.Database.Migrate();
            using (var connection = new SqliteConnection(Source(file))) SqliteConnection.ClearPool(connection);
            return System.IO.File.ReadAllBytes(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
