using RupnBot.Matrix;

namespace RupnBot.Bot.Outbox;

/// <summary>What a slice asks the outbox to send.</summary>
/// <param name="RoomId">Where to.</param>
/// <param name="Content">What; the outbox adds its marker.</param>
public sealed record OutgoingMessage(RoomId RoomId, EventContent Content)
{
    public RequestPriority Priority { get; init; } = RequestPriority.Interactive;

    /// <summary>Names the thing said, e.g. <c>digest:42</c>: queued once, whatever path queues it again.</summary>
    public string? Key { get; init; }

    /// <summary>Not worth sending after this.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The row whose event this message speaks of; the content names it by <see cref="OutboxMessage.TargetPlaceholder"/>.</summary>
    public OutboxMessage? After { get; init; }

    /// <summary>Where the one who asked is told when it cannot be sent.</summary>
    public RoomId? TellRoomId { get; init; }

    /// <summary>A file to upload first; the content names it by <see cref="OutboxAttachment.Placeholder"/>.</summary>
    public OutboxAttachment? Attachment { get; init; }
}
