using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RupnBot.Scheduling.Calendar;
using RupnBot.Sources.Catalog;

namespace RupnBot.Schools;

/// <summary>A school of the imported directory.</summary>
public sealed class School
{
    public const int LongestName = 160;

    /// <summary>Its identifier in the ministry's register, e.g. <c>0860001J</c>.</summary>
    public required string Uai { get; init; }

    public required string Name { get; set; }

    public SchoolKind Kind { get; set; }

    /// <summary>The department's code: <c>86</c>, <c>2A</c>, <c>974</c>.</summary>
    public string Department { get; set; } = "";

    public string City { get; set; } = "";

    public string Academy { get; set; } = "";

    /// <summary>The zone of the school holidays; null in Corsica and overseas, which have none.</summary>
    public SchoolZone? Zone { get; set; }

    public bool IsOpen { get; set; } = true;

    /// <summary>Name and city as they are searched.</summary>
    public string Search { get; private set; } = "";

    /// <summary>Takes over what the directory says now.</summary>
    /// <returns>False when it said so already.</returns>
    public bool Take(School other)
    {
        var changes = (Name, Kind, Department, City, Academy, Zone, IsOpen) != (other.Name, other.Kind, other.Department, other.City, other.Academy, other.Zone, other.IsOpen);
        (Name, Kind, Department, City, Academy, Zone, IsOpen) = (other.Name, other.Kind, other.Department, other.City, other.Academy, other.Zone, other.IsOpen);
        Index();
        return changes;
    }

    /// <summary>Makes it findable by its name; the directory often gives the name without the town.</summary>
    public School Index()
    {
        Search = Topic.Fold($"{Name} {City}");
        return this;
    }
}

internal sealed class SchoolConfiguration : IEntityTypeConfiguration<School>
{
    public void Configure(EntityTypeBuilder<School> builder)
    {
        builder.ToTable("schools");
        builder.HasKey(school => school.Uai);
        builder.HasIndex(school => school.Department);
    }
}
