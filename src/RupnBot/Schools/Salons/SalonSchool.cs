using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Matrix;

namespace RupnBot.Schools.Salons;

/// <summary>That a salon is a school's; a school may have several.</summary>
public sealed class SalonSchool
{
    public RoomId RoomId { get; init; }

    public required string Uai { get; set; }

    /// <summary>Who said so; null once they asked to be forgotten.</summary>
    public UserId? LinkedBy { get; set; }

    public DateTimeOffset LinkedAt { get; set; }
}

internal sealed class SalonSchoolConfiguration : IEntityTypeConfiguration<SalonSchool>
{
    public void Configure(EntityTypeBuilder<SalonSchool> builder)
    {
        builder.ToTable("salon_schools");
        builder.HasKey(link => link.RoomId);
        builder.HasIndex(link => link.LinkedBy);
        builder.HasOne<School>().WithMany().HasForeignKey(link => link.Uai).OnDelete(DeleteBehavior.Cascade);
    }
}
