using Microsoft.EntityFrameworkCore.Storage;

namespace RupnBot.Storage;

/// <summary>Steps of one transaction that may fail without taking the others with them.</summary>
internal static class Savepoints
{
    private const string Name = "step";

    /// <summary>Runs a step and saves what it changed. One that throws is undone, and what it left in the context is let go.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    /// <remarks>The context tracks nothing afterwards: to detect changes among all that a long sync has touched would cost the square of it.</remarks>
    public static async Task<Exception?> TryAsync(this IDbContextTransaction transaction, BotDbContext db, Func<Task> step, CancellationToken cancellationToken)
    {
        await transaction.CreateSavepointAsync(Name, cancellationToken);
        Exception? failure = null;
        try
        {
            await step();
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A full disk has SQLite undo the whole transaction: there is no savepoint to return to then, and this throws, as it must.
            await transaction.RollbackToSavepointAsync(Name, CancellationToken.None);
            failure = e;
        }

        await transaction.ReleaseSavepointAsync(Name, CancellationToken.None);
        db.ChangeTracker.Clear();
        return failure;
    }
}
