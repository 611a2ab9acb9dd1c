using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Outbox;

/// <summary>How one attempt ended; applied to the row in the dispatcher's own transaction.</summary>
public abstract record SendOutcome(long RowId)
{
    internal abstract Task ApplyAsync(BotDbContext db, OutboxMessage row, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>The server has it.</summary>
public sealed record Sent(long RowId, EventId EventId) : SendOutcome(RowId)
{
    internal override async Task ApplyAsync(BotDbContext db, OutboxMessage row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        row.State = OutboxState.Sent;
        row.EventId ??= EventId;
        // The file has left; only its message stays.
        if (row.AttachmentId is { } file && await db.FindAsync<OutboxAttachment>([file], cancellationToken) is { } attachment) attachment.Bytes = [];
    }
}

/// <summary>The same request, with the same bytes, is made again later.</summary>
public sealed record Postponed(long RowId, TimeSpan Wait, string Reason) : SendOutcome(RowId)
{
    internal override Task ApplyAsync(BotDbContext db, OutboxMessage row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The echo may have come first.
        if (row.State != OutboxState.Attempted) return Task.CompletedTask;
        row.NextAttemptAt = now + Wait;
        row.Reason = Reason;
        return Task.CompletedTask;
    }
}

/// <summary>It can never be sent; who asked is told.</summary>
public sealed record Refused(long RowId, string Reason, Func<string, EventContent> Explain) : SendOutcome(RowId)
{
    internal override async Task ApplyAsync(BotDbContext db, OutboxMessage row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.State != OutboxState.Attempted) return;
        row.State = OutboxState.Failed;
        row.Reason = Reason;
        await db.TellUnsentAsync(row, Explain, now, cancellationToken);
    }
}

/// <summary>It was looked for and is not in the room: it gets a new id and is sent as new.</summary>
public sealed record Absent(long RowId) : SendOutcome(RowId)
{
    internal override Task ApplyAsync(BotDbContext db, OutboxMessage row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.State != OutboxState.Attempted) return Task.CompletedTask;
        var fresh = OutboxWriter.NewTransactionId();
        row.Content = row.Content.Replace(row.TransactionId, fresh, StringComparison.Ordinal);
        row.TransactionId = fresh;
        row.Ciphertext = null;
        row.State = OutboxState.Queued;
        row.FirstAttemptAt = null;
        row.AttemptedBy = null;
        row.NextAttemptAt = now;
        return Task.CompletedTask;
    }
}

/// <summary>The file's address is reserved, or filled: what a crash must not repeat.</summary>
public sealed record FilePlaced(long RowId, string Address, bool IsUploaded) : SendOutcome(RowId)
{
    internal override async Task ApplyAsync(BotDbContext db, OutboxMessage row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.AttachmentId is not { } file || await db.FindAsync<OutboxAttachment>([file], cancellationToken) is not { } attachment) return;
        attachment.Address = Address;
        attachment.IsUploaded |= IsUploaded;
        row.Content = row.Content.Replace(OutboxAttachment.Placeholder, Address, StringComparison.Ordinal);
    }
}
