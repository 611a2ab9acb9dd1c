using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;

namespace RupnBot.Storage;

/// <summary>Steps of one transaction that may fail without taking the others with them.</summary>
internal static class Savepoints
{
    /// <summary>Runs a step and saves what it changed. One that throws is undone, and what it left in the context is let go.</summary>
    /// <returns>Why it failed; null when it did not.</returns>
    /// <remarks>The context tracks nothing afterwards: to detect changes among all that a long sync has touched would cost the square of it.</remarks>
    public static async Task<Exception?> TryAsync(this IDbContextTransaction transaction, BotDbContext db, Func<Task> step, CancellationToken cancellationToken)
    {
        var savepoint = Statements.For(db, transaction);
        savepoint.Create.ExecuteNonQuery();
        Exception? failure = null;
        try
        {
            await step();
            await db.SaveIfChangedAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A full disk has SQLite undo the whole transaction: there is no savepoint to return to then, and this throws, as it must.
            savepoint.Undo.ExecuteNonQuery();
            db.UndoneSteps++;
            failure = e;
        }

        savepoint.Release.ExecuteNonQuery();
        db.ChangeTracker.Clear();
        return failure;
    }

    /// <summary>Saves, unless nothing tracked has changed: most events of a busy hour are votes, which are stored by prepared statements.</summary>
    public static Task SaveIfChangedAsync(this BotDbContext db, CancellationToken cancellationToken) =>
        db.ChangeTracker.HasChanges() ? db.SaveChangesAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Prepared once a transaction: of thousands of waiting events, each has its savepoint.</summary>
    private sealed class Statements
    {
        private static readonly ConditionalWeakTable<BotDbContext, Statements> Known = [];

        private readonly SqliteTransaction _transaction;

        private Statements(SqliteTransaction transaction)
        {
            _transaction = transaction;
            (Create, Undo, Release) = (Prepare("SAVEPOINT step"), Prepare("ROLLBACK TO step"), Prepare("RELEASE step"));
        }

        public SqliteCommand Create { get; }

        public SqliteCommand Undo { get; }

        public SqliteCommand Release { get; }

        public static Statements For(BotDbContext db, IDbContextTransaction transaction)
        {
            var current = (SqliteTransaction)transaction.GetDbTransaction();
            if (Known.TryGetValue(db, out var known) && known._transaction == current) return known;
            known = new Statements(current);
            Known.AddOrUpdate(db, known);
            return known;
        }

        private SqliteCommand Prepare(string sql)
        {
            var command = _transaction.Connection!.CreateCommand();
            command.Transaction = _transaction;
            command.CommandText = sql;
            return command;
        }
    }
}
