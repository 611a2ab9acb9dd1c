using RupnBot.Sources.Catalog;

namespace RupnBot.Schools.Import;

/// <summary>Reads the kind of a school from what directories call it; pure.</summary>
internal static class SchoolKindReader
{
    // What the ministry's directory also holds, and nobody addresses by its kind.
    private static readonly string[] Others = ["", "autre", "other", "medico social", "service administratif", "information et orientation", "erea", "cfa", "ecole erea"];

    /// <returns>Null when the word is not known.</returns>
    public static SchoolKind? Read(SchoolLine line)
    {
        var kind = Topic.Fold(line.Kind);
        var nature = Topic.Fold(line.Nature);
        var words = kind.Length > 0 ? kind : nature;
        if (Others.Contains(words)) return SchoolKind.Other;
        if (words.StartsWith("ecole", StringComparison.Ordinal) || words is "primary school" or "maternelle" or "elementaire" or "primaire") return SchoolKind.PrimarySchool;
        if (words.StartsWith("college", StringComparison.Ordinal) || words == "clg") return SchoolKind.College;
        var isVocational = line.IsVocationalOnly || words is "lp" or "vocational lycee"
            || nature.StartsWith("lycee professionnel", StringComparison.Ordinal) || words.StartsWith("lycee professionnel", StringComparison.Ordinal)
            || nature.StartsWith("section d enseignt professionnel", StringComparison.Ordinal);
        if (isVocational) return SchoolKind.VocationalLycee;
        return words.StartsWith("lycee", StringComparison.Ordinal) || words is "lgt" or "legt" or "lg" or "lt" or "lpo" ? SchoolKind.Lycee : null;
    }
}
