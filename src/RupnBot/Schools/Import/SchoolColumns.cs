using CsvHelper;
using RupnBot.Localization;

namespace RupnBot.Schools.Import;

/// <summary>Where what stands, by the names of the columns: those of the ministry's « Annuaire de l'éducation » and « Adresse et géolocalisation », and short ones.</summary>
internal sealed class SchoolColumns
{
    private readonly int[] _at;

    private SchoolColumns(int[] at) => _at = at;

    private enum Field
    {
        Uai,
        Name,
        Kind,
        Nature,
        General,
        Technological,
        Vocational,
        Department,
        City,
        Academy,
        Zone,
        State,
    }

    public bool HasUai => Has(Field.Uai);

    public bool HasName => Has(Field.Name);

    public static SchoolColumns Of(CsvReader csv)
    {
        var headers = csv.Headers.Select(header => TextFolding.Fold(header).Trim().Replace(' ', '_')).ToList();
        return new SchoolColumns([.. Enum.GetValues<Field>().Select(field => NamesOf(field).Select(name => headers.IndexOf(name)).FirstOrDefault(at => at >= 0, -1))]);
    }

    public SchoolLine Read(CsvReader csv) => new(
        Text(csv, Field.Uai), Text(csv, Field.Name), Text(csv, Field.Kind), Text(csv, Field.Nature), Text(csv, Field.Department), Text(csv, Field.City), Text(csv, Field.Academy), Text(csv, Field.Zone), Text(csv, Field.State))
    {
        IsVocationalOnly = Is(csv, Field.Vocational) && !Is(csv, Field.General) && !Is(csv, Field.Technological),
    };

    private static string[] NamesOf(Field field) => field switch
    {
        Field.Uai => ["identifiant_de_l_etablissement", "numero_uai", "uai", "code_uai", "code_etab", "rne"],
        Field.Name => ["nom_etablissement", "appellation_officielle", "nom", "name"],
        Field.Kind => ["type_etablissement", "type", "kind"],
        Field.Nature => ["libelle_nature", "nature_uai_libe"],
        Field.General => ["voie_generale"],
        Field.Technological => ["voie_technologique"],
        Field.Vocational => ["voie_professionnelle"],
        Field.Department => ["code_departement", "departement", "department"],
        Field.City => ["nom_commune", "libelle_commune", "localite_acheminement_uai", "commune", "ville", "city"],
        Field.Academy => ["libelle_academie", "academie", "academy"],
        Field.Zone => ["zone"],
        _ => ["etat", "etat_etablissement_libe", "etat_etablissement", "state"],
    };

    private bool Has(Field field) => _at[(int)field] >= 0;

    private string Text(CsvReader csv, Field field) => _at[(int)field] is >= 0 and var at && at < csv.FieldCount ? csv.GetString(at).Trim() : "";

    // "1", or "1.0" where the file went through a spreadsheet.
    private bool Is(CsvReader csv, Field field) => Text(csv, field).StartsWith('1');
}

/// <summary>A line of the file as it is written.</summary>
internal sealed record SchoolLine(string Uai, string Name, string Kind, string Nature, string Department, string City, string Academy, string Zone, string State)
{
    /// <summary>Of the three ways of a <i>lycée</i> only the vocational one is taught there.</summary>
    public bool IsVocationalOnly { get; init; }
}
