using System.Text.Json;
using RupnBot.Storage;

namespace RupnBot.Bot.Jobs;

/// <summary>
/// Does one kind of network work. It asks the network first, then says what is to be stored; storing and removing the job are one transaction.
/// It must bear being run twice: a crash between the request and the commit runs it again.
/// </summary>
public interface IJobHandler
{
    string Kind { get; }

    /// <returns>What to store with the job's removal; null for nothing.</returns>
    /// <exception cref="JobRetryException">Try again later.</exception>
    Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken);

    /// <summary>The job is given up after its last attempt: tell whoever waits for it.</summary>
    Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A job as its handler sees it.</summary>
public sealed record JobContext(string Kind, string Key, string Payload, int Attempt, DateTimeOffset CreatedAt)
{
    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload) ?? throw new InvalidOperationException($"The job {Kind} has no payload.");
}

/// <summary>The work cannot be done now; its reason names no person and no secret.</summary>
public sealed class JobRetryException : Exception
{
    public JobRetryException(string message, TimeSpan? after = null, Exception? inner = null)
        : base(message, inner) => After = after;

    public JobRetryException()
    {
    }

    public JobRetryException(string message)
        : base(message)
    {
    }

    public JobRetryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How long to wait; null: by the worker's own backoff.</summary>
    public TimeSpan? After { get; }
}
