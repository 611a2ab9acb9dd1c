namespace RupnBot.Tests.Sources.Feeds;

public sealed class AtomTests
{
    [Theory]
    [InlineData("<title>Texte</title>", "Texte")]
    [InlineData("<title type='text'>La balise &lt;b&gt;</title>", "La balise <b>")]
    [InlineData("<title type='html'>A &amp;amp; B &lt;i&gt;c&lt;/i&gt;</title>", "A & B c")]
    [InlineData("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Un <em>mot</em> &amp; plus</div></title>", "Un mot & plus")]
    [InlineData("<title mode='base64' type='text/html'>VW4gPGI+bW90PC9iPg==</title>", "Un mot")]
    [InlineData("<title mode='escaped' type='text/html'>Un &lt;b&gt;mot&lt;/b&gt;</title>", "Un mot")]
    public void A_title_is_read_by_its_type(string inside, string expected) => Assert.Equal(expected, Feed.AtomEntry(inside).Title);

    [Theory]
    [InlineData("<link href='http://a.fr/1'/>", "http://a.fr/1")]
    [InlineData("<link rel='self' href='http://a.fr/s'/><link rel='alternate' href='http://a.fr/1'/>", "http://a.fr/1")]
    [InlineData("<link rel='alternate' type='application/json' href='http://a.fr/j'/><link rel='alternate' type='text/html' href='http://a.fr/1'/>", "http://a.fr/1")]
    [InlineData("<link rel='alternate'>http://a.fr/1</link>", "http://a.fr/1")]
    [InlineData("<link rel='enclosure' href='http://a.fr/x.mp3'/>", null)]
    [InlineData("<content src='http://a.fr/page' type='text/html'/>", "http://a.fr/page")]
    [InlineData("<link href='1.html'/>", "https://base.fr/dossier/1.html")]
    [InlineData("<link xml:base='http://autre.fr/' href='1.html'/>", "http://autre.fr/1.html")]
    [InlineData("<link xml:base='sous/' href='1.html'/>", "https://base.fr/dossier/sous/1.html")]
    public void The_alternate_link_is_the_page(string inside, string? expected) =>
        Assert.Equal(expected, Feed.AtomEntry(inside, "xml:base='/dossier/'", "https://base.fr/fil.atom").Link?.AbsoluteUri);

    [Fact]
    public void Dates_keep_their_meaning()
    {
        var entry = Feed.AtomEntry("<updated>2026-11-23T08:00:00Z</updated><published>2026-11-20T08:00:00Z</published>");
        Assert.Equal((20, 23), (entry.Published!.Value.Day, entry.Updated!.Value.Day));
    }

    [Fact]
    public void An_update_alone_is_no_publication() => Assert.Null(Feed.AtomEntry("<updated>2026-11-23T08:00:00Z</updated>").Published);

    [Fact]
    public void An_author_is_a_person_and_is_inherited_from_the_feed()
    {
        Assert.Equal("Ali (ali@a.fr)", Feed.AtomEntry("<author><name>Ali</name><email>ali@a.fr</email></author>").Author);
        Assert.Equal("Zoé", Feed.Parse("<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Zoé</name></author><entry><title>x</title></entry></feed>")
            .Entries.Single().Author);
    }

    [Fact]
    public void The_source_of_an_entry_is_not_the_entry()
    {
        var entry = Feed.AtomEntry("<source><title>non</title><id>non</id><updated>2001-01-01</updated></source><title>oui</title><id>oui</id>");
        Assert.Equal(("oui", "oui", null), (entry.Title, entry.Id, entry.Updated));
    }

    [Fact]
    public void An_identifier_is_not_normalised() =>
        Assert.Equal("HTTP://a.FR/%7ex", Feed.AtomEntry("<id>HTTP://a.FR/%7ex</id>").Id);

    [Fact]
    public void Categories_are_terms() =>
        Assert.Equal(["ia", "Étiquette"], Feed.AtomEntry("<category term='ia' label='IA'/><category label='Étiquette'/>").Categories);

    [Fact]
    public void Xhtml_content_is_read_as_html()
    {
        var entry = Feed.AtomEntry("<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Un <a href='x.html'>lien</a></p></div></content>", address: "https://a.fr/");
        Assert.Equal("Un lien", entry.SummaryText);
        Assert.Equal("<p>Un <a href=\"https://a.fr/x.html\">lien</a></p>", entry.SummaryHtml);
    }

    [Fact]
    public void Prefixed_atom_is_atom() =>
        Assert.Equal("t", Feed.Parse("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>t</a:title></a:entry></a:feed>").Entries.Single().Title);
}
