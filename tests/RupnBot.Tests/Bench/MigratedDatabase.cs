using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RupnBot.Cli;
using RupnBot.Storage;

namespace RupnBot.Tests.Bench;

/// <summary>
/// An empty database as a first start leaves it, made once for all tests by that very start: to migrate anew took half of each test's time.
/// </summary>
internal static class MigratedDatabase
{
    private const string FileName = "rupnbot.db";
    private static readonly Lazy<Task<byte[]>> Bytes = new(MakeAsync);

    /// <summary>Puts a copy into a folder that has no database yet.</summary>
    public static async Task CopyIntoAsync(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) await File.WriteAllBytesAsync(file, await Bytes.Value);
    }

    private static async Task<byte[]> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("rupnbot-test-").FullName;
        try
        {
            var services = new ServiceCollection();
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Path"] = folder }).Build());
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            services.AddRupnBot();
            await using (var provider = services.BuildServiceProvider())
                await provider.GetRequiredService<DatabaseFile>().OpenAsync(CancellationToken.None);
            var file = Path.Combine(folder, FileName);
            // All of it into the one file: the log is not copied.
            await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
            {
                await connection.OpenAsync();
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                await command.ExecuteNonQueryAsync();
            }

            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
