using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Digests.Slots;

public enum DigestState
{
    /// <summary>In the outbox.</summary>
    Pending = 0,
    Sent = 1,

    /// <summary>Nothing new: nothing was said.</summary>
    Empty = 2,

    /// <summary>Not said, for <see cref="DigestSlot.Reason"/>.</summary>
    Skipped = 3,

    /// <summary>The server refused it; its articles come with the next.</summary>
    Failed = 4,

    /// <summary>It could not leave within the working day; its articles come with the next.</summary>
    Expired = 5,
}

/// <summary>
/// The digest of a salon on a local day. The pair is unique: whatever path comes here twice (two ticks, a restart, a clock that was put back),
/// there is one digest that day at most.
/// </summary>
public sealed class DigestSlot
{
    public long Id { get; init; }

    public RoomId RoomId { get; set; }

    public DateOnly Day { get; init; }

    public DigestState State { get; set; }

    /// <summary>A member of <c>SkipReason</c>, or <c>Paused</c>, or the outbox's reason.</summary>
    public string? Reason { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>What it was about, as its title said.</summary>
    public string Label { get; set; } = "";

    public int Offered { get; set; }

    /// <summary>How many of them it showed; the rest are read with <c>suite</c>.</summary>
    public int Shown { get; set; }

    public long? OutboxId { get; set; }
}

internal sealed class DigestSlotConfiguration : IEntityTypeConfiguration<DigestSlot>
{
    public void Configure(EntityTypeBuilder<DigestSlot> builder)
    {
        builder.ToTable("digest_slots");
        builder.HasIndex(slot => new { slot.RoomId, slot.Day }).IsUnique();
        builder.HasIndex(slot => slot.State);
    }
}
