namespace RupnBot.Tests.Sources.Feeds;

public sealed class RssTests
{
    [Theory]
    [InlineData("<title>Été &amp; école</title>", "Été & école")]
    [InlineData("<title>caf&eacute;&nbsp;noir</title>", "café noir")]
    [InlineData("<title>A & B</title>", "A & B")]
    [InlineData("<title>AT&amp;amp;T</title>", "AT&T")]
    [InlineData("<title>L&#146;école &#x41;</title>", "L’école A")]
    [InlineData("<title>&lt;b&gt;Gras&lt;/b&gt; et maigre</title>", "Gras et maigre")]
    [InlineData("<title><![CDATA[a < b]]></title>", "a < b")]
    [InlineData("<title>List&lt;T&gt; expliqué</title>", "List<T> expliqué")]
    [InlineData("<title>  deux \n lignes </title>", "deux lignes")]
    [InlineData("<title>un<![CDATA[ deux]]> trois</title>", "un deux trois")]
    [InlineData("<title>a\u0001b\u202Ec</title>", "abc")]
    [InlineData("<dc:title>Module</dc:title>", "Module")]
    [InlineData("<media:title>m</media:title><title>t</title>", "t")]
    [InlineData("<image><title>non</title></image><title>oui</title>", "oui")]
    public void A_title_is_plain_text(string inside, string expected) => Assert.Equal(expected, Feed.RssItem(inside).Title?.Replace('\u00A0', ' '));

    [Theory]
    [InlineData("<link>http://a.fr/1</link>", "http://a.fr/1")]
    [InlineData("<link>\n  http://a.fr/1\n</link>", "http://a.fr/1")]
    [InlineData("<link>http://a.fr/?a=1&amp;b=2</link>", "http://a.fr/?a=1&b=2")]
    [InlineData("<link>http://a.fr/?a=1&b=2</link>", "http://a.fr/?a=1&b=2")]
    [InlineData("<link>http://a.fr/?a=1&copy=2</link>", "http://a.fr/?a=1&copy=2")]
    [InlineData("<guid>http://a.fr/g</guid>", "http://a.fr/g")]
    [InlineData("<guid isPermaLink='true'>http://a.fr/g</guid>", "http://a.fr/g")]
    [InlineData("<guid isPermaLink='false'>http://a.fr/g</guid>", null)]
    [InlineData("<guid>abc</guid>", null)]
    [InlineData("<link/><guid>http://a.fr/g</guid>", "http://a.fr/g")]
    [InlineData("<guid>http://a.fr/g</guid><link>http://a.fr/l</link>", "http://a.fr/l")]
    [InlineData("<link>article.html</link>", "https://site.fr/fil/article.html")]
    [InlineData("<link>/article.html</link>", "https://site.fr/article.html")]
    [InlineData("<link>//autre.fr/x</link>", "https://autre.fr/x")]
    [InlineData("<link>http://feedproxy/x</link><feedburner:origLink>http://a.fr/vrai</feedburner:origLink>", "http://a.fr/vrai")]
    [InlineData("<atom:link rel='self' href='http://a.fr/self'/><link>http://a.fr/1</link>", "http://a.fr/1")]
    [InlineData("<image><link>http://a.fr/image</link></image><link>http://a.fr/1</link>", "http://a.fr/1")]
    public void A_link_is_found_where_it_is(string inside, string? expected) =>
        Assert.Equal(expected, Feed.RssItem(inside, "https://site.fr/fil/rss.xml").Link?.OriginalString);

    [Fact]
    public void Relative_links_in_a_file_start_from_the_site() =>
        Assert.Equal("https://a.fr/1", Feed.Parse("<rss><channel><link>https://a.fr/</link><item><link>/1</link></item></channel></rss>")
            .Entries.Single().Link?.AbsoluteUri);

    [Theory]
    [InlineData("<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate>", "2026-11-23T08:00:00Z", null)]
    [InlineData("<dc:date>2026-11-23T08:00:00Z</dc:date>", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("<pubDate>bientôt</pubDate><dc:date>2026-11-23T08:00:00Z</dc:date>", "2026-11-23T08:00:00Z", "2026-11-23T08:00:00Z")]
    [InlineData("<dcterms:created>2026-11-23T08:00:00Z</dcterms:created><dcterms:modified>2026-11-24</dcterms:modified>", "2026-11-23T08:00:00Z", "2026-11-24T00:00:00Z")]
    [InlineData("<title>sans date</title>", null, null)]
    public void A_date_comes_from_the_best_element_that_can_be_read(string inside, string? published, string? updated)
    {
        var entry = Feed.RssItem(inside);
        Assert.Equal((Instant(published), Instant(updated)), (entry.Published, entry.Updated));
    }

    [Theory]
    [InlineData("<author>moi@a.fr (Jeanne Martin)</author>", "Jeanne Martin (moi@a.fr)")]
    [InlineData("<dc:creator>Ali</dc:creator><dc:creator>Zoé</dc:creator>", "Ali, Zoé")]
    [InlineData("<dc:creator>Ali, Zoé</dc:creator>", "Ali, Zoé")]
    [InlineData("<itunes:author>Radio</itunes:author>", "Radio")]
    public void Authors_are_named(string inside, string expected) => Assert.Equal(expected, Feed.RssItem(inside).Author);

    [Fact]
    public void Categories_come_in_order_and_once() =>
        Assert.Equal(["Langues", "IA", "École"], Feed.RssItem(
            "<dc:subject>Langues</dc:subject><category domain='x'>IA</category><category>Langues</category><category><![CDATA[École]]></category>").Categories);

    [Theory]
    [InlineData("<description>&lt;p&gt;Un &lt;b&gt;résumé&lt;/b&gt;&lt;/p&gt;", "Un résumé")]
    [InlineData("<description><![CDATA[<p>Un</p><p>deux</p>]]></description>", "Un\n\ndeux")]
    [InlineData("<description><p>Sans <em>échappement</em></p></description>", "Sans échappement")]
    [InlineData("<description></description><content:encoded>&lt;p&gt;Le contenu&lt;/p&gt;</content:encoded>", "Le contenu")]
    [InlineData("<description>Court</description><content:encoded>Long</content:encoded>", "Court")]
    [InlineData("<description>3 &lt; 4 &amp; 5 > 2</description>", "3 < 4 & 5 > 2")]
    public void A_summary_is_the_description_or_else_the_content(string inside, string expected) =>
        Assert.Equal(expected, Feed.RssItem(inside).SummaryText);

    [Fact]
    public void An_enclosure_keeps_its_kind_and_length()
    {
        var enclosure = Feed.RssItem("<enclosure url='/son.mp3' type='audio/mpeg' length='1234'/>", "https://a.fr/").Enclosures.Single();
        Assert.Equal(("https://a.fr/son.mp3", "audio/mpeg", 1234L), (enclosure.Address.AbsoluteUri, enclosure.MediaType, enclosure.Length!.Value));
    }

    [Fact]
    public void Rss_1_names_its_items_by_their_subject()
    {
        var entry = Feed.Parse("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
            <channel rdf:about="http://a.fr/"><title>Fil</title></channel>
            <item rdf:about="http://a.fr/1"><title>Un</title><link>http://a.fr/un</link></item></rdf:RDF>
            """).Entries.Single();
        Assert.Equal(("http://a.fr/1", "http://a.fr/un", "Un"), (entry.Id, entry.Link?.OriginalString, entry.Title));
    }

    private static DateTimeOffset? Instant(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
