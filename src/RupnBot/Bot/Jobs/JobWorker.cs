using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Operations.Metrics;
using RupnBot.Storage;

namespace RupnBot.Bot.Jobs;

/// <summary>Runs due jobs, a few at once; each ends by one transaction that stores its outcome and removes it, or by a later attempt.</summary>
public sealed partial class JobWorker(Database database, IEnumerable<IJobHandler> handlers, JobSignal signal, TimeProvider time, ILogger<JobWorker> logger)
{
    internal const int MaximumAttempts = 12;
    private const int AtOnce = 4;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestBackoff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromDays(7);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    private readonly FrozenDictionary<string, IJobHandler> _handlers = handlers.ToFrozenDictionary(handler => handler.Kind);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var wait = await RunDueAsync(cancellationToken) ?? LookAgain;
            await signal.Changed.WaitAsync(wait < LookAgain ? wait : LookAgain, time, cancellationToken);
        }
    }

    /// <summary>Runs all that is due, then says how long until the next one; null when none waits.</summary>
    /// <remarks>A job starts as soon as a place is free: one that waits for a slow site does not keep the invite that came after it waiting.</remarks>
    internal async Task<TimeSpan?> RunDueAsync(CancellationToken cancellationToken)
    {
        var running = new Dictionary<long, Task>();
        try
        {
            while (true)
            {
                foreach (var job in await DueAsync(running.Keys, AtOnce - running.Count, cancellationToken))
                    running.Add(job.Id, Task.Run(() => RunAsync(job, cancellationToken), cancellationToken));
                var wait = await NextAsync(running.Keys, cancellationToken);
                if (running.Count == 0) return wait;
                await WaitAsync(running, wait, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<Job>> DueAsync(IReadOnlyCollection<long> running, int free, CancellationToken cancellationToken)
    {
        if (free <= 0) return [];
        var now = time.GetUtcNow();
        return await database.ReadAsync(
            db => db.Set<Job>().Where(job => job.RunAt <= now && !running.Contains(job.Id)).OrderBy(job => job.RunAt).ThenBy(job => job.Id).Take(free).ToListAsync(cancellationToken),
            cancellationToken);
    }

    private async Task<TimeSpan?> NextAsync(IReadOnlyCollection<long> running, CancellationToken cancellationToken)
    {
        var next = await database.ReadAsync(
            db => db.Set<Job>().Where(job => !running.Contains(job.Id)).OrderBy(job => job.RunAt).Select(job => (DateTimeOffset?)job.RunAt).FirstOrDefaultAsync(cancellationToken),
            cancellationToken);
        if (next is null) return null;
        var wait = next.Value - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    // Until one of them ends or, while there is a place, until another one is due.
    private async Task WaitAsync(Dictionary<long, Task> running, TimeSpan? next, CancellationToken cancellationToken)
    {
        var ended = Task.WhenAny(running.Values);
        if (running.Count < AtOnce)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(ended, signal.Changed.WaitAsync(next < LookAgain ? next.Value : LookAgain, time, enough.Token));
            await enough.CancelAsync();
        }
        else
        {
            await ended;
        }

        foreach (var (id, task) in running.Where(pair => pair.Value.IsCompleted).ToList())
        {
            running.Remove(id);
            await task;
        }
    }

    private async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        var context = new JobContext(job.Kind, job.Key, job.Payload, job.Attempts + 1, job.CreatedAt);
        if (!_handlers.TryGetValue(job.Kind, out var handler))
        {
            Log.Unknown(logger, job.Kind);
            await EndAsync(job, null, cancellationToken);
            return;
        }

        try
        {
            var store = await handler.RunAsync(context, cancellationToken);
            await EndAsync(job, store, cancellationToken);
            BotMetrics.Job(job.Kind, "done");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await PostponeOrDropAsync(job, context, handler, e, cancellationToken);
        }
    }

    // A handler that cannot even give up must not have its job come back for ever, before all others.
    private async Task PostponeOrDropAsync(Job job, JobContext context, IJobHandler handler, Exception reason, CancellationToken cancellationToken)
    {
        try
        {
            await PostponeAsync(job, context, handler, reason, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsLast(job, context, reason))
        {
            Log.Failed(logger, job.Kind, context.Attempt, e.GetType().Name, e.StackTrace);
            await EndAsync(job, null, cancellationToken);
        }
    }

    // A homeserver that is away for a day comes back, and with it the invites people wait for.
    private bool IsLast(Job job, JobContext context, Exception reason) =>
        context.Attempt >= MaximumAttempts && (reason is not MatrixException { IsTransient: true } || time.GetUtcNow() - job.CreatedAt > LongestOutage);

    private Task EndAsync(Job job, Func<BotDbContext, Task>? store, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                // Asked for again while it ran: what it found is stored, and it runs once more.
                if (await db.Set<Job>().Where(row => row.Id == job.Id && row.RunAt == job.RunAt).ExecuteDeleteAsync(cancellationToken) == 0
                    && !await db.Set<Job>().AnyAsync(row => row.Id == job.Id, cancellationToken)) return;
                if (store is not null) await store(db);
            },
            cancellationToken);

    private Task PostponeAsync(Job job, JobContext context, IJobHandler handler, Exception reason, CancellationToken cancellationToken)
    {
        var isLast = IsLast(job, context, reason);
        var name = reason is JobRetryException ? reason.Message : reason is MatrixException matrix ? $"{matrix.Reason} {matrix.ErrorCode}" : reason.GetType().Name;
        BotMetrics.Job(job.Kind, "postponed");
        if (reason is JobRetryException or MatrixException) Log.Postponed(logger, job.Kind, context.Attempt, name);
        else Log.Failed(logger, job.Kind, context.Attempt, name, reason.StackTrace);
        return database.WriteAsync(
            async db =>
            {
                if (await db.FindAsync<Job>([job.Id], cancellationToken) is not { } row) return;
                if (row.RunAt != job.RunAt)
                {
                    // Asked for again while it ran: the new request has all its attempts before it.
                    row.Attempts = 0;
                    return;
                }

                if (isLast)
                {
                    db.Remove(row);
                    await handler.GiveUpAsync(db, context, cancellationToken);
                    return;
                }

                row.Attempts = context.Attempt;
                row.LastError = name.Length <= 200 ? name : name[..200];
                row.RunAt = time.GetUtcNow() + Backoff(context.Attempt, reason);
            },
            cancellationToken);
    }

    private static TimeSpan Backoff(int attempt, Exception reason)
    {
        var asked = (reason as JobRetryException)?.After ?? (reason as MatrixException)?.RetryAfter;
        if (asked is { } wait && wait < LongestBackoff) return wait > ShortestBackoff ? wait : ShortestBackoff;
        return TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, 2 * Math.Pow(2, Math.Min(attempt, 20))));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The job {Kind} is put off after attempt {Attempt}: {Reason}")]
        public static partial void Postponed(ILogger logger, string kind, int attempt, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "The job {Kind} failed at attempt {Attempt}: {Reason} {Stack}")]
        public static partial void Failed(ILogger logger, string kind, int attempt, string reason, string? stack);

        [LoggerMessage(Level = LogLevel.Error, Message = "Nothing handles jobs of the kind {Kind}; it is dropped.")]
        public static partial void Unknown(ILogger logger, string kind);
    }
}
