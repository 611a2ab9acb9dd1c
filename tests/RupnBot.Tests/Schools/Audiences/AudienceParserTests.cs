using System.Globalization;
using RupnBot.Localization;
using RupnBot.Schools;
using RupnBot.Schools.Audiences;

namespace RupnBot.Tests.Schools.Audiences;

public sealed class AudienceParserTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));
    private static readonly Texts English = new(CultureInfo.GetCultureInfo("en-GB"));

    private static readonly AudienceVocabulary Vocabulary = new(
        Names(("pix", "pix"), ("reseau nord", "réseau-nord")),
        Names(("numerique", "numérique"), ("education aux medias et a l information", "Éducation aux médias et à l'information")),
        Names(("salle des profs", "Salle des profs"), ("college moulin, tous", "Collège Moulin, tous")));

    [Theory]
    [InlineData("collèges, 86", "les collèges de la Vienne (86)")]
    [InlineData("Les collèges de la Vienne", "les collèges de la Vienne (86)")]
    [InlineData("collèges du 86 et du 79", "les collèges des Deux-Sèvres (79) ou de la Vienne (86)")]
    [InlineData("lycées sauf #pix", "les lycées, sauf les salons marqués #pix")]
    [InlineData("lycées professionnels", "les lycées professionnels")]
    [InlineData("lycées généraux et technologiques d'Indre-et-Loire", "les lycées généraux et technologiques de l'Indre-et-Loire (37)")]
    [InlineData("zone A", "les salons de la zone A")]
    [InlineData("collèges zones a et b", "les collèges des zones A ou B")]
    [InlineData("#pix #Réseau-nord", "les salons marqués #pix ou #réseau-nord")]
    [InlineData("thème numérique", "les salons abonnés au thème « numérique »")]
    [InlineData("écoles, thème éducation aux médias et à l'information", "les écoles abonnés au thème « Éducation aux médias et à l'information »")]
    [InlineData("tous", "tous les salons")]
    [InlineData("tous sauf Salle des profs", "tous les salons, sauf le salon « Salle des profs »")]
    [InlineData("salle des profs", "le salon « Salle des profs »")]
    [InlineData("collèges sauf 86, #pix", "les collèges, sauf les salons de la Vienne (86) et les salons marqués #pix")]
    [InlineData("collèges sauf 86 #pix", "les collèges, sauf les salons de la Vienne (86) marqués #pix")]
    [InlineData("écoles, collèges", "les écoles et les collèges")]
    public void What_was_understood_is_said_back_in_words(string text, string words)
    {
        var reading = AudienceParser.Parse(text, Vocabulary, French);
        Assert.Null(reading.Fault);
        Assert.Equal(words, AudienceText.Describe(reading.Audience!, French).Replace('\u00A0', ' '));
    }

    [Theory]
    [InlineData("colèges, 86", "« colèges, 86 »", "Vouliez-vous dire « colleges »")]
    [InlineData("collèges de la Viene", "Viene", "Vouliez-vous dire « Vienne »")]
    [InlineData("#pixx", "#pixx", "Vouliez-vous dire « #pix »")]
    [InlineData("pix", "pix", "Vouliez-vous dire « #pix »")]
    [InlineData("thème numériqe", "numériqe", "Vouliez-vous dire « numérique »")]
    [InlineData("salle des prof", "salle des prof", "Vouliez-vous dire « Salle des profs »")]
    [InlineData("les licornes", "licornes", "On peut écrire un type")]
    [InlineData("zone D", "D", "zone A, zone B ou zone C")]
    [InlineData("", "", "À qui ?")]
    [InlineData("collèges sauf tous", "", "il ne reste personne")]
    public void What_is_not_known_is_named_with_what_to_write_instead(string text, string named, string instead)
    {
        var reading = AudienceParser.Parse(text, Vocabulary, French);
        Assert.Null(reading.Audience);
        Assert.Contains(instead, reading.Fault!.Replace('\u00A0', ' '), StringComparison.Ordinal);
        if (named.Length > 0 && !named.Contains(',', StringComparison.Ordinal)) Assert.Contains(named, reading.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void English_words_are_understood_too() =>
        Assert.Equal("the vocational lycées in Vienne (86), except the salons tagged #pix", AudienceText.Describe(AudienceParser.Parse("vocational lycees in Vienne except #pix", Vocabulary, English).Audience!, English));

    [Fact]
    public void It_is_kept_as_text_and_read_again()
    {
        var audience = AudienceParser.Parse("lycées, 86, zone A, thème numérique sauf #pix, Salle des profs", Vocabulary, French).Audience!;
        var again = Audience.FromJson(audience.ToJson());
        Assert.Equal(audience.ToJson(), again.ToJson());
        Assert.Equal([SchoolKind.Lycee, SchoolKind.VocationalLycee], again.Among.Kinds);
        Assert.Equal(2, again.Except.Count);
    }

    private static Dictionary<string, string> Names(params (string Folded, string Label)[] names) => names.ToDictionary(name => name.Folded, name => name.Label);
}
