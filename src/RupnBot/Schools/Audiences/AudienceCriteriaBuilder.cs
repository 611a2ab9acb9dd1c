using RupnBot.Scheduling.Calendar;

namespace RupnBot.Schools.Audiences;

/// <summary>Criteria while they are read.</summary>
internal sealed class AudienceCriteriaBuilder
{
    public SortedSet<SchoolKind> Kinds { get; } = [];

    public SortedSet<string> Departments { get; } = new(StringComparer.Ordinal);

    public SortedSet<SchoolZone> Zones { get; } = [];

    public SortedSet<string> Tags { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Topics { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Salons { get; } = new(StringComparer.Ordinal);

    /// <summary>« tous » was said.</summary>
    public bool IsEverybody { get; set; }

    /// <summary>Nothing was said at all.</summary>
    public bool IsBlank => !IsEverybody && Build().IsEmpty;

    public AudienceCriteria Build() => new() { Kinds = [.. Kinds], Departments = [.. Departments], Zones = [.. Zones], Tags = [.. Tags], Topics = [.. Topics], Salons = [.. Salons] };
}
