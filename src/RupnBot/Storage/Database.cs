using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace RupnBot.Storage;

/// <summary>
/// The process's only door to the database. Writing goes through one gate, in one transaction that commits whole or not at all;
/// no HTTP happens inside. Reading needs no gate: SQLite in WAL mode gives each reader its own snapshot.
/// </summary>
public sealed class Database(IDbContextFactory<BotDbContext> contexts, OutboxSignal outbox, JobSignal jobs) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<T> ReadAsync<T>(Func<BotDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        // Once for all its queries: to open means functions and pragmas anew.
        await context.Database.OpenConnectionAsync(cancellationToken);
        return await read(context);
    }

    public Task WriteAsync(Func<BotDbContext, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(
            async (context, _) =>
            {
                await write(context);
                return true;
            },
            cancellationToken);

    public Task<T> WriteAsync<T>(Func<BotDbContext, Task<T>> write, CancellationToken cancellationToken) =>
        WriteAsync((context, _) => write(context), cancellationToken);

    /// <summary>Runs <paramref name="write"/> in an immediate transaction, saves what it left unsaved, commits, then wakes who waits for it.</summary>
    public async Task<T> WriteAsync<T>(Func<BotDbContext, IDbContextTransaction, Task<T>> write, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var result = await write(context, transaction);
            await context.SaveChangesAsync(cancellationToken);
            // From here on the outcome must not depend on a cancellation: either it is committed or it is not.
            await transaction.CommitAsync(CancellationToken.None);
            if (context.OutboxTouched) outbox.Changed.Pulse();
            if (context.JobsTouched) jobs.Pulse();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>
    /// Moves all that the log holds into the file and empties the log: what was overwritten or erased is then nowhere any more. Nobody writes meanwhile.
    /// </summary>
    /// <returns>False when somebody was reading: try again.</returns>
    public async Task<bool> TruncateLogAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.Database.OpenConnectionAsync(cancellationToken);
            await using var command = context.Database.GetDbConnection().CreateCommand();
            // A long reader must not keep the writers waiting; the next opening sets the usual patience again.
            command.CommandText = "PRAGMA busy_timeout=100; PRAGMA wal_checkpoint(TRUNCATE);";
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) && reader.GetInt64(0) == 0;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
