namespace RupnBot.Schools;

/// <summary>What a school is; stored as a number.</summary>
public enum SchoolKind
{
    Other = 0,
    PrimarySchool = 1,
    College = 2,

    /// <summary>A general, technological or polyvalent <i>lycée</i>.</summary>
    Lycee = 3,
    VocationalLycee = 4,
}
