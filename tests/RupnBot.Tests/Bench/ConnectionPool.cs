using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RupnBot.Configuration;
using RupnBot.Storage;

namespace RupnBot.Tests.Bench;

/// <summary>Connections kept open to one bot's database. Those of the tests beside it stay: to close the last one removes a log that they may be reading.</summary>
internal static class ConnectionPool
{
    /// <param name="folder">The bot's folder, its <c>Storage:Path</c>.</param>
    public static void Clear(string folder)
    {
        var builder = new DbContextOptionsBuilder<BotDbContext>();
        StorageRegistration.Configure(builder, new StorageOptions { Path = folder }.DatabaseFile);
        using var context = new BotDbContext(builder.Options);
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
    }
}
