using System.Diagnostics;
using System.Text;
using RupnBot.Sources.Feeds;

namespace RupnBot.Tests.Sources.Feeds;

public sealed class HostileFeedTests
{
    [Fact]
    public void An_external_entity_is_never_read()
    {
        var parsed = Feed.Parse("""
            <!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>
            <rss version="2.0"><channel><item><title>a&secret;b</title></item></channel></rss>
            """);
        Assert.Equal("a&secret;b", parsed.Entries.Single().Title);
    }

    [Fact]
    public void An_entity_bomb_does_not_grow()
    {
        var declarations = new StringBuilder("<!ENTITY l0 \"lol\">");
        for (var i = 1; i < 12; i++) declarations.Append("<!ENTITY l" + i + " \"" + string.Concat(Enumerable.Repeat("&l" + (i - 1) + ";", 10)) + "\">");
        var parsed = Feed.Parse($"<!DOCTYPE rss [{declarations}]><rss><channel><item><title>&l11;</title></item></channel></rss>");
        Assert.Equal("&l11;", parsed.Entries.Single().Title);
    }

    [Fact]
    public void A_short_entity_of_the_document_is_read() =>
        Assert.Equal("tag:a.fr,2026:/blog", Feed.Parse(
            "<!DOCTYPE rss [<!ENTITY id \"tag:a.fr,2026:\">]><rss><channel><item><guid isPermaLink='false'>&id;/blog</guid></item></channel></rss>")
            .Entries.Single().Id);

    [Theory]
    [InlineData("<a>", 200_000)]
    [InlineData("<item><description>", 50_000)]
    [InlineData("<", 500_000)]
    [InlineData("<![CDATA[", 100_000)]
    [InlineData("<!DOCTYPE [", 50_000)]
    [InlineData("<!--", 100_000)]
    [InlineData("<a b=\"", 100_000)]
    [InlineData("&amp", 100_000)]
    [InlineData("</item>", 100_000)]
    [InlineData("<title>", 100_000)]
    [InlineData("<x:a xmlns:x='u'>", 50_000)]
    public void Repeated_markup_costs_time_in_proportion(string part, int times)
    {
        var clock = Stopwatch.StartNew();
        var parsed = Feed.Parse("<rss><channel><item><title>a</title>" + string.Concat(Enumerable.Repeat(part, times)));
        foreach (var entry in parsed.Entries) _ = (entry.SummaryText, entry.SummaryHtml);
        // Linear work takes milliseconds; quadratic work on these would take minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"took {clock.Elapsed}");
    }

    [Fact]
    public void A_title_is_cut_at_its_limit()
    {
        var entry = Feed.RssItem($"<title>{new string('x', 100_000)}</title>");
        Assert.Equal(FeedLimits.Default.ShortText, entry.Title!.Length);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://a.fr/x")]
    [InlineData("http://")]
    public void A_link_of_another_scheme_is_none(string link) => Assert.Null(Feed.RssItem($"<link>{link}</link>", "https://a.fr/").Link);

    [Fact]
    public void An_entry_holds_no_more_values_than_the_limit() =>
        Assert.Equal(30, Feed.RssItem(string.Concat(Enumerable.Range(0, 500).Select(i => $"<category>c{i}</category>"))).Categories.Count);

    [Fact]
    public void Json_nested_beyond_measure_is_an_error() =>
        Assert.Equal(FeedErrors.BadJson, Feed.Parse("{\"items\":" + new string('[', 100_000)).Error);
}
