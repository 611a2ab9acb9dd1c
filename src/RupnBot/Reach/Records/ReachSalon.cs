using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Reach.Records;

/// <summary>A salon whose référent wanted to know whether what the bot sends is read. A salon without a row was never asked about.</summary>
public sealed class ReachSalon
{
    public RoomId RoomId { get; init; }

    /// <summary>Part of every pseudonym, so that one person has unrelated ones in two salons; it follows the salon when it moves.</summary>
    public required string Key { get; init; }

    public bool IsOn { get; set; }

    /// <summary>What was sent before is not measured.</summary>
    public DateTimeOffset Since { get; set; }
}

internal sealed class ReachSalonConfiguration : IEntityTypeConfiguration<ReachSalon>
{
    public void Configure(EntityTypeBuilder<ReachSalon> builder)
    {
        builder.ToTable("reach_salons");
        builder.HasKey(salon => salon.RoomId);
        builder.HasIndex(salon => salon.IsOn);
    }
}
