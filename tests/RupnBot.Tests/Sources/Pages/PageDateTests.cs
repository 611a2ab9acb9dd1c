using RupnBot.Sources.Pages;

namespace RupnBot.Tests.Sources.Pages;

public sealed class PageDateTests
{
    [Theory]
    [InlineData("12 mars 2026", "2026-03-12")]
    [InlineData("Publié le 1er décembre 2026", "2026-12-01")]
    [InlineData("lundi 2\u00A0novembre\u00A02026 à 8 h 30", "2026-11-02")]
    [InlineData("Mis à jour : 3 févr. 2026 - Lettre n° 52", "2026-02-03")]
    [InlineData("Août : le 15 AOÛT 2026", "2026-08-15")]
    [InlineData("12/03/2026", "2026-03-12")]
    [InlineData("le 5.11.2026, par Anne", "2026-11-05")]
    [InlineData("2026-11-23", "2026-11-23")]
    [InlineData("du 3 au 7 juillet 2026", "2026-07-07")]
    [InlineData("lettre 12 lundi 2026, 4 mai 2026", "2026-05-04")]
    public void A_day_is_found_among_words(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture), PageDate.Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("mars 2026")]
    [InlineData("31 février 2026")]
    [InlineData("45/12/2026")]
    [InlineData("le 12 mars")]
    [InlineData("9912 mars 20261")]
    public void What_names_no_day_is_not_guessed(string text) => Assert.Null(PageDate.Find(text));
}
