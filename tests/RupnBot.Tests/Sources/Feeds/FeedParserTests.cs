using System.Text;
using RupnBot.Sources.Feeds;

namespace RupnBot.Tests.Sources.Feeds;

public sealed class FeedParserTests
{
    [Theory]
    [InlineData("<rss version='0.91'><channel/></rss>", FeedFormat.Rss091)]
    [InlineData("<rss version='0.92'><channel/></rss>", FeedFormat.Rss092)]
    [InlineData("<rss version='2.0'><channel/></rss>", FeedFormat.Rss20)]
    [InlineData("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'/>", FeedFormat.Rss090)]
    [InlineData("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'/>", FeedFormat.Rss10)]
    [InlineData("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", FeedFormat.Atom03)]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'/>", FeedFormat.Atom10)]
    [InlineData("<CHANNEL HREF='http://a.fr/'><ITEM HREF='http://a.fr/1'/></CHANNEL>", FeedFormat.Cdf)]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}", FeedFormat.JsonFeed11)]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", FeedFormat.JsonFeed10)]
    public void The_format_is_told_by_the_root(string document, FeedFormat expected) => Assert.Equal(expected, Feed.Parse(document).Format);

    [Theory]
    [InlineData("", FeedErrors.Empty)]
    [InlineData(" \n\t ", FeedErrors.Empty)]
    [InlineData("bonjour", FeedErrors.NotAFeed)]
    [InlineData("<!doctype html><html><body>Page</body></html>", FeedErrors.WebPage)]
    [InlineData("<opml version='1.0'><body/></opml>", FeedErrors.NotAFeed)]
    [InlineData("{\"version\":", FeedErrors.BadJson)]
    [InlineData("{\"a\":1}", FeedErrors.NotAFeed)]
    [InlineData("[1,2]", FeedErrors.NotAFeed)]
    public void What_is_no_feed_says_why(string document, string error)
    {
        var parsed = Feed.Parse(document);
        Assert.Equal(error, parsed.Error);
        Assert.Empty(parsed.Entries);
    }

    [Fact]
    public void Binary_is_told_from_text()
    {
        var bytes = new byte[4096];
        new Random(7).NextBytes(bytes);
        Assert.Equal(FeedErrors.Binary, FeedParser.Parse(bytes, null, null, FeedLimits.Default).Error);
    }

    [Fact]
    public void A_document_above_the_limit_is_refused_whole() =>
        Assert.Equal(FeedErrors.TooLarge, Feed.Parse(new string(' ', 2000), limits: new FeedLimits { Bytes = 1999 }).Error);

    [Fact]
    public void A_feed_without_entries_is_a_feed()
    {
        var parsed = Feed.Parse("<rss version='2.0'><channel><title>Vide</title><link>https://a.fr/</link><language>fr</language></channel></rss>");
        Assert.Null(parsed.Error);
        Assert.Equal(("Vide", "https://a.fr/", "fr"), (parsed.Title, parsed.SiteLink?.AbsoluteUri, parsed.Language));
        Assert.False(parsed.Recovered);
    }

    [Fact]
    public void A_single_item_is_a_document_of_its_own() =>
        Assert.Equal("Seul", Feed.Parse("<entry xmlns='http://www.w3.org/2005/Atom'><title>Seul</title></entry>").Entries.Single().Title);

    [Fact]
    public void No_more_entries_are_read_than_the_limit()
    {
        var items = string.Concat(Enumerable.Range(0, 1000).Select(i => $"<item><title>n{i}</title></item>"));
        var parsed = Feed.Parse($"<rss version='2.0'><channel>{items}</channel></rss>");
        Assert.Equal(200, parsed.Entries.Count);
        Assert.Equal("n199", parsed.Entries[^1].Title);
        Assert.False(parsed.Recovered);
    }

    [Fact]
    public void Any_bytes_whatsoever_give_a_document()
    {
        var random = new Random(20261123);
        var sample = Feed.Sample("spip-latin1.xml");
        for (var round = 0; round < 500; round++)
        {
            var bytes = sample[..random.Next(sample.Length)].ToArray();
            for (var i = 0; i < bytes.Length / 50; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var parsed = FeedParser.Parse(bytes, null, new Uri("https://a.fr/"), FeedLimits.Default);
            foreach (var entry in parsed.Entries) _ = (entry.SummaryText, entry.SummaryHtml);
            Assert.True(parsed.Entries.Count <= 200);
        }
    }

    [Fact]
    public void A_mark_at_the_start_is_no_content() =>
        Assert.Equal("a", FeedParser.Parse(Encoding.UTF8.GetPreamble().Concat("<rss><channel><title>a</title></channel></rss>"u8.ToArray()).ToArray(), null, null, FeedLimits.Default).Title);
}
