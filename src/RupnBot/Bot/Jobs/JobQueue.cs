using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Storage;

namespace RupnBot.Bot.Jobs;

public static class JobQueue
{
    /// <summary>Queues work that needs the network; asked for twice under one key, it is done once.</summary>
    /// <remarks>One that is due may be running at this moment, on what was known before: it is marked, and runs again when it ends.</remarks>
    public static async Task QueueJobAsync<T>(this BotDbContext db, string kind, string key, T payload, DateTimeOffset runAt, CancellationToken cancellationToken)
    {
        var written = JsonSerializer.Serialize(payload);
        var job = db.Set<Job>().Local.FirstOrDefault(job => job.Kind == kind && job.Key == key)
            ?? await db.Set<Job>().AsTracking().FirstOrDefaultAsync(job => job.Kind == kind && job.Key == key, cancellationToken);
        if (job is null)
        {
            db.Add(new Job { Kind = kind, Key = key, Payload = written, CreatedAt = runAt, RunAt = runAt });
            db.JobsTouched = true;
            return;
        }

        // One put off after a failure keeps its time: to ask again does not make a site answer.
        if (job.Id == 0 || job.RunAt > runAt) return;
        job.Payload = written;
        job.RunAt = job.RunAt < runAt ? runAt : runAt.AddMilliseconds(1);
        db.JobsTouched = true;
    }

    /// <summary>Queues it unless it waits or runs already: for what is asked for again and again until it is there.</summary>
    /// <remarks>One that waits keeps its time and its attempts; what one that runs stores answers this request too, or it looks itself, when it ends, for what came meanwhile.</remarks>
    public static async Task QueueJobOnceAsync<T>(this BotDbContext db, string kind, string key, T payload, DateTimeOffset runAt, CancellationToken cancellationToken)
    {
        var jobs = db.Set<Job>();
        if (jobs.Local.Any(job => job.Kind == kind && job.Key == key) || await jobs.AnyAsync(job => job.Kind == kind && job.Key == key, cancellationToken)) return;
        await db.QueueJobAsync(kind, key, payload, runAt, cancellationToken);
    }
}
