using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Newsletters.Records;

/// <summary>Where a letter stands in one salon.</summary>
public enum DeliveryState
{
    Waiting = 0,
    Sent = 1,

    /// <summary>The salon did not take it; <see cref="NewsletterDelivery.Refusal"/> says why.</summary>
    Refused = 2,

    /// <summary>The editor ended the sending before it came to this salon.</summary>
    Cancelled = 3,
    Withdrawn = 4,

    /// <summary>It was to be withdrawn and the salon did not let us.</summary>
    NotWithdrawn = 5,
}

/// <summary>What is under way in the outbox.</summary>
public enum DeliveryWork
{
    None = 0,
    Sending = 1,
    Correcting = 2,
    Withdrawing = 3,
}

/// <summary>Why a salon has no letter.</summary>
public enum RefusalReason
{
    None = 0,

    /// <summary>The bot is no longer there. Not tried again.</summary>
    Left = 1,

    /// <summary>The bot may not write there; tried again when it may.</summary>
    Muted = 2,

    /// <summary>The server refused it for another reason; tried again a few times.</summary>
    Server = 3,
}

/// <summary>One letter in one salon: a row, so that it is sent there once. Says also which event it is there, and since when.</summary>
public sealed class NewsletterDelivery
{
    /// <summary>An attempt more would not change the server's mind.</summary>
    public const int MostAttempts = 4;

    public long Id { get; init; }

    public long NewsletterId { get; init; }

    public RoomId RoomId { get; set; }

    public DeliveryState State { get; set; }

    public DeliveryWork Work { get; set; }

    /// <summary>The last row of what is under way: those of a room leave in their order.</summary>
    public long? PendingId { get; set; }

    public long? PictureId { get; set; }

    public long? TextId { get; set; }

    public long? AttachmentId { get; set; }

    /// <summary>The rows of what it has of the letter, in their order.</summary>
    public IReadOnlyList<long> Parts => [.. new[] { PictureId, TextId, AttachmentId }.OfType<long>()];

    /// <summary>The letter's text in the salon; null until it is there.</summary>
    public EventId? EventId { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The wording it has, or will have.</summary>
    public int Revision { get; set; }

    public int Attempts { get; set; }

    /// <summary>Not to be tried before.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    public RefusalReason Refusal { get; set; }

    /// <summary>The last correction was refused there: the salon keeps the earlier wording.</summary>
    public bool IsUncorrected { get; set; }
}

internal sealed class NewsletterDeliveryConfiguration : IEntityTypeConfiguration<NewsletterDelivery>
{
    public void Configure(EntityTypeBuilder<NewsletterDelivery> builder)
    {
        builder.ToTable("newsletter_deliveries");
        builder.Ignore(delivery => delivery.Parts);
        builder.HasIndex(delivery => new { delivery.NewsletterId, delivery.RoomId }).IsUnique();
        builder.HasIndex(delivery => new { delivery.NewsletterId, delivery.State, delivery.Work });
        builder.HasIndex(delivery => delivery.RoomId);
        builder.HasIndex(delivery => delivery.EventId);
        builder.HasOne<Newsletter>().WithMany().HasForeignKey(delivery => delivery.NewsletterId).OnDelete(DeleteBehavior.Cascade);
    }
}
