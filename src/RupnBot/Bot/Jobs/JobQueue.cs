using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Storage;

namespace RupnBot.Bot.Jobs;

public static class JobQueue
{
    /// <summary>Queues work that needs the network; asked for twice under one key, it is done once.</summary>
    public static async Task QueueJobAsync<T>(this BotDbContext db, string kind, string key, T payload, DateTimeOffset runAt, CancellationToken cancellationToken)
    {
        if (db.Set<Job>().Local.Any(job => job.Kind == kind && job.Key == key)) return;
        if (await db.Set<Job>().AnyAsync(job => job.Kind == kind && job.Key == key, cancellationToken)) return;
        db.Add(new Job { Kind = kind, Key = key, Payload = JsonSerializer.Serialize(payload), CreatedAt = runAt, RunAt = runAt });
        db.JobsTouched = true;
    }
}
