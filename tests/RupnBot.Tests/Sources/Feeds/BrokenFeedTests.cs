namespace RupnBot.Tests.Sources.Feeds;

public sealed class BrokenFeedTests
{
    [Theory]
    [InlineData("<rss><channel><item><title>Un</title><link>http://a.fr/1</link>")]
    [InlineData("<rss><channel><item><title>Un</title><link>http://a.fr/1")]
    [InlineData("<rss><channel><item><title>Un<link>http://a.fr/1</link></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>Un</b></title><link>http://a.fr/1</link></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>Un</title><pubDate>lundi<link>http://a.fr/1</link></item></channel></rss>")]
    [InlineData("<rss><channel><image><item><title>Un</title><link>http://a.fr/1</link></item></channel></rss>")]
    [InlineData("<rss><channel><item><description><p>a<br></description><title>Un</title><link>http://a.fr/1</link></item></channel></rss>")]
    [InlineData("<rss><channel><item><description>a</item><item><title>Un</title><link>http://a.fr/1</link></item></channel></rss>")]
    [InlineData("<rss><channel><item foo=\"><title>Un</title><link>http://a.fr/1</link></item></channel></rss>")]
    [InlineData("\n\n <?xml version='1.0'?><rss><channel></p><item><title>Un</title><link>http://a.fr/1</link></item></channel></rss>")]
    [InlineData("Warning: mysql()<rss><channel><item><title>Un</title><link>http://a.fr/1</link></item></channel></rss>")]
    public void An_article_is_read_from_broken_markup(string document)
    {
        var entry = Feed.Parse(document).Entries[^1];
        Assert.Equal(("Un", "http://a.fr/1"), (entry.Title, entry.Link?.OriginalString));
    }

    [Fact]
    public void Broken_markup_is_said_to_be_recovered()
    {
        Assert.True(Feed.Parse("<rss><channel><item><title>Un</title>").Recovered);
        Assert.False(Feed.Parse("<rss><channel><item><title>Un</title></item></channel></rss>").Recovered);
    }

    [Fact]
    public void An_item_within_an_item_never_closed_is_the_next_one()
    {
        var parsed = Feed.Parse("<rss><channel><item><title>Un</title><item><title>Deux</title></item></channel></rss>");
        Assert.Equal(["Un", "Deux"], parsed.Entries.Select(entry => entry.Title));
    }

    [Theory]
    [InlineData("<rss xmlns:x='http://purl.org/dc/elements/1.1/'><channel><item><x:date>2026-11-23</x:date></item></channel></rss>")]
    [InlineData("<rss><channel><item><dc:date>2026-11-23</dc:date></item></channel></rss>")]
    [InlineData("<rss xmlns:dc='http://exemple.fr/nimporte'><channel><item><dc:date>2026-11-23</dc:date></item></channel></rss>")]
    [InlineData("<rss xmlns='http://exemple.fr/rss'><channel><item><PUBDATE>2026-11-23</PUBDATE></item></channel></rss>")]
    [InlineData("<r:rss xmlns:r='http://backend.userland.com/rss2'><r:channel><r:item><r:pubDate>2026-11-23</r:pubDate></r:item></r:channel></r:rss>")]
    public void Odd_namespaces_do_no_harm(string document) => Assert.Equal(23, Feed.Parse(document).Entries.Single().Published?.Day);

    [Fact]
    public void An_element_of_an_unknown_module_is_not_ours() =>
        Assert.Equal("oui", Feed.RssItem("<szf:description>non</szf:description><description>oui</description>").SummaryText);
}
