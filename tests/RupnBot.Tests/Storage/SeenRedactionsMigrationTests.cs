using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RupnBot.Configuration;
using RupnBot.Polls.Records;
using RupnBot.Storage;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Storage;

public sealed class SeenRedactionsMigrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_seen_before_is_kept_and_another_salon_may_name_the_same_event()
    {
        var folder = Directory.CreateTempSubdirectory("rupnbot-migration-").FullName;
        try
        {
            var builder = new DbContextOptionsBuilder<BotDbContext>();
            StorageRegistration.Configure(builder, new StorageOptions { Path = folder }.DatabaseFile);
            await using var db = new BotDbContext(builder.Options);
            await db.GetService<IMigrator>().MigrateAsync("20261127214903_FileCorrectionsAndLostSelectors", Token);
            await db.Database.ExecuteSqlRawAsync("INSERT INTO seen_redactions (EventId, RoomId) VALUES ('$a', '!one:rupn.test')", Token);

            await db.Database.MigrateAsync(Token);
            db.Add(new SeenRedaction { EventId = new("$a"), RoomId = new("!two:rupn.test") });
            await db.SaveChangesAsync(Token);

            Assert.Equal(["!one:rupn.test", "!two:rupn.test"], (await db.Set<SeenRedaction>().Select(redaction => redaction.RoomId).ToListAsync(Token)).Select(room => room.Value).Order());
        }
        finally
        {
            ConnectionPool.Clear(folder);
            Directory.Delete(folder, recursive: true);
        }
    }
}
