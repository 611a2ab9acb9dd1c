using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Health;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Operations.Health;

/// <summary>Takes the bot's pulse from the database and from what its parts have reported.</summary>
internal sealed class HealthReporter(Database database, BotSession session, BotHealth health, IOptions<MatrixOptions> matrix, TimeProvider time)
{
    private static readonly TimeSpan OldestMessage = TimeSpan.FromMinutes(15);

    public Task<HealthReport> ReportAsync(CancellationToken cancellationToken) => database.ReadAsync(db => ReportAsync(db, cancellationToken), cancellationToken);

    private async Task<HealthReport> ReportAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var waiting = db.Set<OutboxMessage>().Where(row => row.State == OutboxState.Queued || row.State == OutboxState.Attempted);
        var counts = await waiting.GroupBy(row => row.State).Select(group => new { State = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        var oldest = await waiting.OrderBy(row => row.Id).Select(row => new { row.Id, row.CreatedAt }).FirstOrDefaultAsync(cancellationToken);
        var since = oldest is null ? 0 : await db.Set<OutboxMessage>().CountAsync(row => row.Id >= oldest.Id, cancellationToken);
        return new HealthReport(
            session.IsReady,
            now - health.LastSync,
            now - oldest?.CreatedAt,
            OldestMessage + PaceOf(since),
            counts.Find(row => row.State == OutboxState.Queued)?.Count ?? 0,
            counts.Find(row => row.State == OutboxState.Attempted)?.Count ?? 0,
            await db.Set<Job>().CountAsync(job => job.RunAt <= now, cancellationToken),
            await db.Set<Source>().CountAsync(source => source.FailingSince != null && !source.IsRetired, cancellationToken),
            [.. health.Troubles.OrderBy(trouble => trouble.Since)]);
    }

    // At one request a second a digest for 450 salons takes seven minutes and a half; that is slow, not stuck.
    private TimeSpan PaceOf(int messages) => matrix.Value.RequestsPerSecond > 0 ? TimeSpan.FromSeconds(messages / matrix.Value.RequestsPerSecond) : TimeSpan.Zero;
}
