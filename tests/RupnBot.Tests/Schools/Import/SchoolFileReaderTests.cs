using System.Text;
using RupnBot.Scheduling.Calendar;
using RupnBot.Schools;
using RupnBot.Schools.Import;

namespace RupnBot.Tests.Schools.Import;

public sealed class SchoolFileReaderTests
{
    // The columns of the ministry's directory, in their order; the schools are made up.
    private const string Directory = """
        Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_departement;Nom_commune;Voie_generale;Voie_technologique;Voie_professionnelle;Libelle_academie;Etat;Libelle_nature
        0869001S;Collège Jean Moulin;Collège;Public;086;Poitiers;;;;Poitiers;OUVERT;COLLEGE
        0869002T;Lycée professionnel Réaumur;Lycée;Public;086;Poitiers;0;0;1;Poitiers;OUVERT;LYCEE PROFESSIONNEL
        0869003U;Lycée Camille Guérin;Lycée;Public;086;Poitiers;1;1;0;Poitiers;OUVERT;LYCEE ENSEIGNT GENERAL ET TECHNOLOGIQUE
        6209001P;École élémentaire du Port;Ecole;Public;02A;Ajaccio;;;;Corse;A FERMER;ECOLE DE NIVEAU ELEMENTAIRE
        0869004V;Collège Fermé;Collège;Public;086;Loudun;;;;Poitiers;FERME;COLLEGE
        """;

    [Fact]
    public void The_ministry_s_directory_is_read_as_it_is_downloaded()
    {
        var reading = Read(Directory);
        Assert.Empty(reading.Faults);
        Assert.Equal([SchoolKind.College, SchoolKind.VocationalLycee, SchoolKind.Lycee, SchoolKind.PrimarySchool, SchoolKind.College], reading.Schools.Select(school => school.Kind));
        Assert.Equal(["86", "86", "86", "2A", "86"], reading.Schools.Select(school => school.Department));
        Assert.Equal([SchoolZone.A, SchoolZone.A, SchoolZone.A, null, SchoolZone.A], reading.Schools.Select(school => school.Zone));
        Assert.Equal([true, true, true, true, false], reading.Schools.Select(school => school.IsOpen));
    }

    [Theory]
    [InlineData(",", false, false)]
    [InlineData(";", true, false)]
    [InlineData(";", false, true)]
    public void Commas_a_byte_order_mark_and_Windows_1252_are_understood(string separator, bool mark, bool windows)
    {
        var text = "uai;nom;type;commune;zone\n0869001S;Collège Hélène Boucher;collège;Châtellerault;a\n".Replace(";", separator, StringComparison.Ordinal);
        var encoding = windows ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : new UTF8Encoding(false);
        byte[] bytes = [.. mark ? Encoding.UTF8.Preamble.ToArray() : [], .. encoding.GetBytes(text)];
        var school = Assert.Single(SchoolFileReader.Read(bytes).Schools);
        Assert.Equal(("Collège Hélène Boucher", "Châtellerault", SchoolKind.College, "86", SchoolZone.A), (school.Name, school.City, school.Kind, school.Department, school.Zone));
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named_and_the_others_are_read()
    {
        var reading = Read("""
            uai;nom;zone;departement
            0869001S;Collège A;A;86
            ;Collège B;A;86
            86901;Collège C;A;86
            0869002T;;A;86
            0869003U;Collège D;E;86
            0869004V;Collège E;A;Vienne
            0869001S;Collège F;A;86
            0869005W;Collège G;A
            """);
        Assert.Equal("0869001S", Assert.Single(reading.Schools).Uai);
        Assert.Equal(
            [
                (3, SchoolFileFault.NoUai), (4, SchoolFileFault.BadUai), (5, SchoolFileFault.NoName), (6, SchoolFileFault.UnknownZone), (7, SchoolFileFault.UnknownDepartment), (8, SchoolFileFault.Twice),
                (9, SchoolFileFault.Fields),
            ],
            reading.Faults.Select(fault => (fault.Line, fault.Fault)));
    }

    [Fact]
    public void A_line_break_inside_quotes_does_not_shift_the_lines_named()
    {
        var reading = Read("uai;nom\n0869001S;\"Collège\nJean Moulin\"\nfaux;Collège B\n");
        Assert.Equal("Collège Jean Moulin", Assert.Single(reading.Schools).Name);
        Assert.Equal(4, Assert.Single(reading.Faults).Line);
    }

    [Fact]
    public void An_identifier_with_another_letter_is_taken_and_noted_for_the_directory_is_the_authority()
    {
        var reading = Read("uai;nom\n0860001A;Collège A\n");
        Assert.Equal("0860001A", Assert.Single(reading.Schools).Uai);
        Assert.Equal((2, SchoolFileFault.OtherLetter), Assert.Single(reading.Notes) is var note ? (note.Line, note.Fault) : default);
    }

    [Theory]
    [InlineData("nom;type\nCollège A;collège\n", SchoolFileFault.NoUaiColumn)]
    [InlineData("uai;type\n0869001S;collège\n", SchoolFileFault.NoNameColumn)]
    [InlineData("", SchoolFileFault.NoUaiColumn)]
    public void Without_its_columns_nothing_is_read(string text, object fault)
    {
        var reading = Read(text);
        Assert.Empty(reading.Schools);
        Assert.Equal(fault, Assert.Single(reading.Faults).Fault);
    }

    private static SchoolFileReading Read(string text) => SchoolFileReader.Read(Encoding.UTF8.GetBytes(text));
}
