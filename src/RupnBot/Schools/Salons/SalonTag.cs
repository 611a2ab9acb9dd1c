using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Schools.Salons;

/// <summary>A free word on a salon, by which letters and campaigns find it: <c>#pix</c>, <c>#réseau-nord</c>.</summary>
public sealed class SalonTag
{
    public const int MostInASalon = 10;
    public const int LongestName = 40;

    public RoomId RoomId { get; init; }

    /// <summary>As it is compared: see <see cref="Sources.Catalog.Topic.Fold"/>.</summary>
    public required string Folded { get; init; }

    /// <summary>As it is shown, without its mark.</summary>
    public required string Label { get; init; }

    /// <summary>Who gave it; null once they asked to be forgotten.</summary>
    public UserId? AddedBy { get; set; }

    public DateTimeOffset AddedAt { get; init; }
}

internal sealed class SalonTagConfiguration : IEntityTypeConfiguration<SalonTag>
{
    public void Configure(EntityTypeBuilder<SalonTag> builder)
    {
        builder.ToTable("salon_tags");
        builder.HasKey(tag => new { tag.RoomId, tag.Folded });
        builder.HasIndex(tag => tag.Folded);
        builder.HasIndex(tag => tag.AddedBy);
    }
}
