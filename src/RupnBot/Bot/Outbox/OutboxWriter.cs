using System.Text;
using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Outbox;

/// <summary>Queues messages in the transaction of whoever has something to say; nothing is sent here.</summary>
public static class OutboxWriter
{
    /// <summary>Matrix's limit on an event is 65,536 bytes with its envelope and signatures; this leaves room for them and for encryption later.</summary>
    public const int MaximumContentBytes = 44_000;

    /// <summary>Queues a message. With a key that was used before, the earlier row is returned and nothing is queued.</summary>
    /// <exception cref="InvalidOperationException">The content is larger than an event may be: whoever renders must bound it.</exception>
    public static async Task<OutboxMessage> QueueAsync(this BotDbContext context, OutgoingMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (message.Key is { } key && await FindAsync(context, key, cancellationToken) is { } earlier) return earlier;
        var transactionId = NewTransactionId();
        var content = Write(message.Content, transactionId);
        if (message.Attachment is { Id: 0 } attachment) context.Add(attachment);
        // Dependent rows and files need the numbers of what they depend on.
        if (message.After is { Id: 0 } || message.Attachment is { Id: 0 }) await context.SaveChangesAsync(cancellationToken);

        var row = new OutboxMessage
        {
            RoomId = message.RoomId,
            EventType = message.Content.EventType,
            Content = content,
            Priority = message.Priority,
            TransactionId = transactionId,
            Key = message.Key,
            CreatedAt = now,
            NextAttemptAt = now,
            NotAfter = message.NotAfter,
            DependsOnId = message.After?.Id,
            TellRoomId = message.TellRoomId,
            AttachmentId = message.Attachment?.Id,
        };
        context.Add(row);
        context.OutboxTouched = true;
        return row;
    }

    /// <summary>
    /// Puts other words in place of a message: a row not yet attempted is rewritten, one that may have left is edited afterwards.
    /// </summary>
    public static async Task<OutboxMessage> CorrectAsync(this BotDbContext context, OutboxMessage row, MessageContent content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.State == OutboxState.Queued)
        {
            row.Content = Write(content, row.TransactionId);
            return row;
        }

        var edit = content.AsEditOf(row.EventId ?? new EventId(OutboxMessage.TargetPlaceholder));
        return await context.QueueAsync(new OutgoingMessage(row.RoomId, edit) { Priority = row.Priority, After = row, TellRoomId = row.TellRoomId }, now, cancellationToken);
    }

    /// <summary>Takes a message back: a row not yet attempted is dropped, one that may have left is redacted afterwards.</summary>
    /// <param name="priority">How urgent the redaction is; null: as the message was.</param>
    /// <returns>The redaction; null when the row was dropped.</returns>
    public static async Task<OutboxMessage?> WithdrawAsync(
        this BotDbContext context, OutboxMessage row, DateTimeOffset now, CancellationToken cancellationToken, RequestPriority? priority = null)
    {
        if (row.State == OutboxState.Queued)
        {
            row.State = OutboxState.Expired;
            // Rows behind it need wait no longer.
            context.OutboxTouched = true;
            return null;
        }

        if (row.Id == 0) await context.SaveChangesAsync(cancellationToken);
        var redaction = new OutboxMessage
        {
            RoomId = row.RoomId,
            Kind = OutboxKind.Redaction,
            EventType = EventTypes.Redaction,
            Content = "{}",
            Priority = priority ?? row.Priority,
            TransactionId = NewTransactionId(),
            CreatedAt = now,
            NextAttemptAt = now,
            DependsOnId = row.Id,
            TellRoomId = row.TellRoomId,
        };
        context.Add(redaction);
        context.OutboxTouched = true;
        return redaction;
    }

    /// <summary>Redacts an event that no row of ours has sent, where the bot may.</summary>
    public static void Redact(this BotDbContext context, RoomId room, EventId target, DateTimeOffset now, RequestPriority priority)
    {
        context.Add(new OutboxMessage
        {
            RoomId = room,
            Kind = OutboxKind.Redaction,
            EventType = EventTypes.Redaction,
            Content = "{}",
            Priority = priority,
            TransactionId = NewTransactionId(),
            CreatedAt = now,
            NextAttemptAt = now,
            Target = target,
        });
        context.OutboxTouched = true;
    }

    internal static string NewTransactionId() => "rb" + Guid.CreateVersion7().ToString("N");

    private static string Write(EventContent content, string transactionId)
    {
        var json = content.WithExtra(OutboxMessage.MarkerKey, transactionId).ToJsonString();
        return Encoding.UTF8.GetByteCount(json) <= MaximumContentBytes ? json : throw new InvalidOperationException($"A message of {json.Length} characters is too large for an event.");
    }

    private static async Task<OutboxMessage?> FindAsync(BotDbContext context, string key, CancellationToken cancellationToken) =>
        context.Set<OutboxMessage>().Local.FirstOrDefault(row => row.Key == key)
        ?? await context.Set<OutboxMessage>().AsTracking().FirstOrDefaultAsync(row => row.Key == key, cancellationToken);
}
