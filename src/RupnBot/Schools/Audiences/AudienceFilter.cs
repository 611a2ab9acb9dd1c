using RupnBot.Sources.Catalog;

namespace RupnBot.Schools.Audiences;

/// <summary>What an audience looks at in a salon; tags and topics folded.</summary>
internal sealed record AudienceFacts(string? Name, School? School, IEnumerable<string> Tags, IEnumerable<string> Topics);

/// <summary>Whether a salon belongs to an audience; pure.</summary>
internal static class AudienceFilter
{
    public static bool Fits(Audience audience, AudienceFacts salon) => Fits(audience.Among, salon) && !audience.Except.Any(criteria => !criteria.IsEmpty && Fits(criteria, salon));

    /// <summary>A salon whose school is not said fits no kind, department or zone.</summary>
    private static bool Fits(AudienceCriteria criteria, AudienceFacts salon) =>
        (criteria.Kinds.Count == 0 || (salon.School is { } kind && criteria.Kinds.Contains(kind.Kind)))
        && (criteria.Departments.Count == 0 || (salon.School is { } where && criteria.Departments.Contains(where.Department)))
        && (criteria.Zones.Count == 0 || (salon.School?.Zone is { } zone && criteria.Zones.Contains(zone)))
        && Shares(criteria.Tags, salon.Tags)
        && Shares(criteria.Topics, salon.Topics)
        && (criteria.Salons.Count == 0 || (salon.Name is { } name && Shares(criteria.Salons, [Topic.Fold(name)])));

    private static bool Shares(IReadOnlyList<string> wanted, IEnumerable<string> had) => wanted.Count == 0 || wanted.Any(name => had.Contains(Topic.Fold(name), StringComparer.Ordinal));
}
