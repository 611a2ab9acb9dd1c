using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Bot.Outbox;

/// <summary>The life of an outgoing message.</summary>
public enum OutboxState
{
    Queued = 0,

    /// <summary>A request may have left; the server may have it.</summary>
    Attempted = 1,
    Sent = 2,
    Failed = 3,
    Expired = 4,
}

/// <summary>What kind of request a row becomes.</summary>
public enum OutboxKind
{
    Event = 0,

    /// <summary>The row it depends on is the event to redact.</summary>
    Redaction = 1,
}

/// <summary>One message that leaves through the outbox; written before its first request, with everything that request needs.</summary>
public sealed class OutboxMessage
{
    /// <summary>Stands in <see cref="Content"/> for the event id of <see cref="DependsOnId"/> until that is known.</summary>
    public const string TargetPlaceholder = "$rupnbot-target";

    /// <summary>What <see cref="Content"/> becomes once its time is over.</summary>
    public const string ErasedContent = "{}";

    /// <summary>Our own key in the content, so that a message can be recognised in the room whatever device sent it.</summary>
    public const string MarkerKey = "fr.rupnbot.id";

    public long Id { get; init; }

    public RoomId RoomId { get; set; }

    public OutboxKind Kind { get; init; }

    public required string EventType { get; init; }

    /// <summary>JSON of the content; final, byte for byte, from the first attempt on.</summary>
    public required string Content { get; set; }

    /// <summary>What leaves in place of <see cref="Content"/> in an encrypted room; final, byte for byte, once it is there.</summary>
    public string? Ciphertext { get; set; }

    public RequestPriority Priority { get; init; }

    public required string TransactionId { get; set; }

    /// <summary>Written once for each thing said: a second row with the same key is refused.</summary>
    public string? Key { get; init; }

    public OutboxState State { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public DateTimeOffset? FirstAttemptAt { get; set; }

    public string? AttemptedBy { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? NotAfter { get; init; }

    public long? DependsOnId { get; init; }

    /// <summary>An event that was not sent by a row of ours but is to be redacted or referred to.</summary>
    public EventId? Target { get; init; }

    public EventId? EventId { get; set; }

    public string? Reason { get; set; }

    /// <summary>Where the one who asked is told of a failure; null: nobody is.</summary>
    public RoomId? TellRoomId { get; init; }

    /// <summary>A file to upload before the message is sent; its address then replaces the placeholder in the content.</summary>
    public long? AttachmentId { get; init; }
}

/// <summary>A file on its way out. The address is reserved first, then filled: repeating either step makes no second file.</summary>
public sealed class OutboxAttachment
{
    /// <summary>Stands in the content for the address until it is reserved.</summary>
    public const string Placeholder = "mxc://rupnbot/attachment";

    public long Id { get; init; }

    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; set; }

    /// <summary>The bytes are ciphertext, and the message says what opens it.</summary>
    public bool IsEncrypted { get; set; }

    public string? Address { get; set; }

    public bool IsUploaded { get; set; }
}

internal sealed class OutboxConfiguration : IEntityTypeConfiguration<OutboxMessage>, IEntityTypeConfiguration<OutboxAttachment>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.HasIndex(message => message.Key).IsUnique();
        builder.HasIndex(message => message.TransactionId).IsUnique();
        builder.HasIndex(message => message.EventId);
        builder.HasIndex(message => new { message.State, message.Priority, message.Id });
        builder.HasIndex(message => new { message.RoomId, message.State, message.Priority, message.Id });
        builder.HasIndex(message => message.DependsOnId);
    }

    public void Configure(EntityTypeBuilder<OutboxAttachment> builder) => builder.ToTable("outbox_attachments");
}
