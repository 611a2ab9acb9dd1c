using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Digests.Slots;

/// <summary>How far a digest was read on with <c>suite</c> in one place: in the salon itself, or by someone in direct chat.</summary>
public sealed class DigestReading
{
    public RoomId PlaceId { get; init; }

    public long SlotId { get; set; }

    /// <summary>Articles shown so far, those of the digest itself included.</summary>
    public int Read { get; set; }
}

internal sealed class DigestReadingConfiguration : IEntityTypeConfiguration<DigestReading>
{
    public void Configure(EntityTypeBuilder<DigestReading> builder)
    {
        builder.ToTable("digest_readings");
        builder.HasKey(reading => reading.PlaceId);
        builder.HasIndex(reading => reading.SlotId);
        builder.HasOne<DigestSlot>().WithMany().HasForeignKey(reading => reading.SlotId).OnDelete(DeleteBehavior.Cascade);
    }
}
