using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Bot.Rooms;

/// <summary>Someone named référent of a salon, though without a power level there.</summary>
public sealed class Referent
{
    public RoomId RoomId { get; set; }

    public UserId UserId { get; init; }

    public UserId NamedBy { get; init; }

    public DateTimeOffset NamedAt { get; init; }
}

internal sealed class ReferentConfiguration : IEntityTypeConfiguration<Referent>
{
    public void Configure(EntityTypeBuilder<Referent> builder)
    {
        builder.ToTable("referents");
        builder.HasKey(referent => new { referent.RoomId, referent.UserId });
        builder.HasIndex(referent => referent.UserId);
    }
}
