using System.Globalization;
using RupnBot.Sources.Feeds;

namespace RupnBot.Tests.Sources.Feeds;

/// <summary>Whole feeds in the shape of those the bot is for.</summary>
public sealed class SampleFeedTests
{
    [Fact]
    public void Spip_in_latin_1_is_read_with_its_quirks()
    {
        var parsed = FeedParser.Parse(Feed.Sample("spip-latin1.xml"), "text/xml", new Uri("https://pedagogie.exemple.fr/srane/spip.php?page=backend"), FeedLimits.Default);
        Assert.Equal(("Numérique éducatif - académie d'Exemple", "fr", false), (parsed.Title, parsed.Language, parsed.Recovered));
        var entry = parsed.Entries[0];
        Assert.Equal("Créer un quiz à l’oral : retour d’expérience", entry.Title);
        Assert.Equal("https://pedagogie.exemple.fr/dane/spip.php?article1234", entry.Link?.AbsoluteUri);
        Assert.Equal("2026-11-20T10:30:00", entry.Published?.ToString("s", CultureInfo.InvariantCulture));
        Assert.Equal(["Langues vivantes", "Oral"], entry.Categories);
        Assert.Equal("Jeanne Martin, Ali Benali", entry.Author);
        Assert.Equal("Formation : l'intelligence artificielle en classe", parsed.Entries[1].Title?.Replace('\u00A0', ' '));
    }

    [Fact]
    public void The_keyword_links_that_spip_appends_are_no_summary()
    {
        var entry = FeedParser.Parse(Feed.Sample("spip-latin1.xml"), null, null, FeedLimits.Default).Entries[0];
        Assert.Equal("Une enseignante du collège raconte comment ses élèves préparent un quiz — sans écran.", entry.SummaryText);
        Assert.Equal("<p>Une enseignante du collège raconte comment ses élèves préparent un quiz — sans écran.</p>", entry.SummaryHtml);
    }

    [Fact]
    public void Wordpress_is_read()
    {
        var entry = FeedParser.Parse(Feed.Sample("wordpress.xml"), "application/rss+xml; charset=UTF-8", null, FeedLimits.Default).Entries.Single();
        Assert.Equal("Cinq cartes mentales pour réviser – l’essentiel", entry.Title);
        Assert.Equal("https://blog.exemple.fr/?p=4711", entry.Id);
        Assert.Equal("https://blog.exemple.fr/2026/11/cinq-cartes/?utm_source=rss&utm_medium=rss&utm_campaign=cinq-cartes", entry.Link?.OriginalString);
        Assert.StartsWith("Des modèles libres & prêts à l’emploi. […]", entry.SummaryText);
        Assert.Equal(("Camille", 6), (entry.Author, entry.Published!.Value.Hour));
    }

    [Fact]
    public void Atom_with_a_base_is_read()
    {
        var parsed = FeedParser.Parse(Feed.Sample("atom.xml"), null, new Uri("https://cache.exemple.com/x"), FeedLimits.Default);
        var entry = parsed.Entries.Single();
        Assert.Equal(("https://lettre.exemple.fr/", "fr"), (parsed.SiteLink?.AbsoluteUri, parsed.Language));
        Assert.Equal(("Données & vie privée : le guide", "La rédaction"), (entry.Title, entry.Author));
        Assert.Equal("https://lettre.exemple.fr/2026/guide.html", entry.Link?.AbsoluteUri);
        Assert.Equal("https://lettre.exemple.fr/2026/guide.pdf", entry.Enclosures.Single().Address.AbsoluteUri);
        Assert.Equal("<p>Ce que l’école garde, et <a href=\"https://lettre.exemple.fr/duree.html\">combien de temps</a>.</p>", entry.SummaryHtml);
    }
}
