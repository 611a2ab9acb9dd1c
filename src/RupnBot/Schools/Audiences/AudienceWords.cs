using RupnBot.Scheduling.Calendar;

namespace RupnBot.Schools.Audiences;

/// <summary>The fixed words of an audience, folded, French and English.</summary>
internal static class AudienceWords
{
    /// <summary>What stands between the words that count.</summary>
    public static readonly IReadOnlySet<string> Fillers = new HashSet<string>(StringComparer.Ordinal)
    {
        "a", "au", "aux", "ceux", "celles", "d", "dans", "de", "departement", "departements", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "par", "pour", "qui", "salons",
        "sont", "the", "of", "in", "and", "or", "with", "avec", "rooms", "etiquette", "etiquettes", "tag", "tags", "aussi", "seulement", "academie",
    };

    public static readonly IReadOnlySet<string> Everybody = new HashSet<string>(StringComparer.Ordinal) { "tous", "toutes", "tout", "all", "everybody", "everyone", "partout" };

    public static readonly IReadOnlySet<string> Exceptions = new HashSet<string>(StringComparer.Ordinal) { "sauf", "excepte", "exceptes", "hors", "hormis", "except", "sans", "but", "without" };

    public static readonly IReadOnlySet<string> TopicWords = new HashSet<string>(StringComparer.Ordinal) { "theme", "themes", "topic", "topics" };

    public static readonly IReadOnlySet<string> ZoneWords = new HashSet<string>(StringComparer.Ordinal) { "zone", "zones" };

    /// <summary>The kinds by the words that name them; the longest that fits is meant.</summary>
    public static readonly IReadOnlyDictionary<string, SchoolKind[]> Kinds = new Dictionary<string, SchoolKind[]>(StringComparer.Ordinal)
    {
        ["ecole"] = [SchoolKind.PrimarySchool],
        ["ecoles"] = [SchoolKind.PrimarySchool],
        ["primaire"] = [SchoolKind.PrimarySchool],
        ["primary schools"] = [SchoolKind.PrimarySchool],
        ["college"] = [SchoolKind.College],
        ["colleges"] = [SchoolKind.College],
        ["lycee"] = [SchoolKind.Lycee, SchoolKind.VocationalLycee],
        ["lycees"] = [SchoolKind.Lycee, SchoolKind.VocationalLycee],
        ["lgt"] = [SchoolKind.Lycee],
        ["legt"] = [SchoolKind.Lycee],
        ["lycee general"] = [SchoolKind.Lycee],
        ["lycees generaux"] = [SchoolKind.Lycee],
        ["lycees generaux et technologiques"] = [SchoolKind.Lycee],
        ["lycee general et technologique"] = [SchoolKind.Lycee],
        ["lycees technologiques"] = [SchoolKind.Lycee],
        ["lycees polyvalents"] = [SchoolKind.Lycee],
        ["general lycees"] = [SchoolKind.Lycee],
        ["lp"] = [SchoolKind.VocationalLycee],
        ["lycee professionnel"] = [SchoolKind.VocationalLycee],
        ["lycees professionnels"] = [SchoolKind.VocationalLycee],
        ["lycees pro"] = [SchoolKind.VocationalLycee],
        ["vocational lycees"] = [SchoolKind.VocationalLycee],
        ["autres etablissements"] = [SchoolKind.Other],
        ["other schools"] = [SchoolKind.Other],
    };

    public static SchoolZone? ZoneOf(string word) => SchoolZones.Parse(word);
}
