using Microsoft.EntityFrameworkCore;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Storage;

public sealed class NewerDatabaseTests
{
    [Fact]
    public async Task A_database_that_a_newer_program_wrote_is_refused_and_left_as_it_is()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.Database.WriteAsync(
            db => db.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0')", TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<IOException>(() => bench.RestartAsync());
        Assert.Contains("29990101000000_FromTheFuture", refused.Message, StringComparison.Ordinal);
    }
}
