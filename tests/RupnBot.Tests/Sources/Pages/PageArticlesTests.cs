using System.Text;
using RupnBot.Configuration;
using RupnBot.Sources.Feeds;
using RupnBot.Sources.Pages;

namespace RupnBot.Tests.Sources.Pages;

public sealed class PageArticlesTests
{
    private static readonly Uri Address = new("https://www.education.test/numerique/index.html");

    private static PageReading Read(string html, PageOptions? selectors = null) =>
        PageArticles.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", Address, selectors ?? LetterPage.Selectors, FeedLimits.Default);

    [Fact]
    public void Letters_have_title_absolute_link_day_and_summary()
    {
        var reading = Read(LetterPage.Of("?page=2", (52, "Lire une carte en ligne", "1er décembre 2026"), (51, "L'oral &amp; l'écrit", "23 novembre 2026")));

        Assert.Null(reading.Feed.Error);
        Assert.Equal(new Uri("https://www.education.test/numerique/index.html?page=2"), reading.Next);
        Assert.Equal(["Lire une carte en ligne", "L'oral & l'écrit"], reading.Feed.Entries.Select(entry => entry.Title));
        var first = reading.Feed.Entries[0];
        Assert.Equal("https://www.education.test/numerique/lettres/52?utm_source=liste", first.Link!.AbsoluteUri);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), first.Published);
        Assert.Equal("Sommaire de la lettre 52\u00A0: trois rubriques.", first.SummaryText);
        Assert.DoesNotContain("alert", first.SummaryHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void The_base_of_the_page_is_where_its_links_start()
    {
        var html = LetterPage.Of(null, (1, "Une", "1 mars 2026")).Replace("<meta charset", "<base href=\"https://cdn.education.test/a/\"><meta charset", StringComparison.Ordinal);
        Assert.StartsWith("https://cdn.education.test/a/lettres/1", Read(html).Feed.Entries[0].Link!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_alone_is_enough_where_headings_links_and_times_are_as_usual()
    {
        const string html = "<article><a href='/a'><h3>Une</h3></a><time datetime='2026-11-20T08:00:00+01:00'>hier</time></article><article><a href='/b'><img alt='Deux' src='b.png'></a></article>";
        var entries = Read(html, new PageOptions { Item = "article" }).Feed.Entries;

        Assert.Equal([("Une", "https://www.education.test/a"), ("Deux", "https://www.education.test/b")], entries.Select(entry => (entry.Title!, entry.Link!.AbsoluteUri)));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 7, 0, 0, TimeSpan.Zero), entries[0].Published);
        Assert.Null(entries[1].Published);
    }

    [Fact]
    public void An_item_may_be_its_own_link()
    {
        var entries = Read("<a class='n' href='x'>Une</a><a class='n' href='y'>Deux</a>", new PageOptions { Item = "a.n" }).Feed.Entries;
        Assert.Equal(["https://www.education.test/numerique/x", "https://www.education.test/numerique/y"], entries.Select(entry => entry.Link!.AbsoluteUri));
    }

    [Fact]
    public void Selectors_that_match_no_longer_are_told_apart()
    {
        var html = LetterPage.Of(null, (1, "Une", "1 mars 2026"));
        Assert.Equal("PageNoItem", Read(html.Replace("class=\"lettres\"", "class=\"news\"", StringComparison.Ordinal)).Feed.Error);
        Assert.Equal("PageNoTitle", Read(html.Replace("class=\"titre\"", "class=\"title\"", StringComparison.Ordinal), With(link: "h2 a")).Feed.Error);
        Assert.Equal("PageNoLink", Read(html, With(link: "a.lire")).Feed.Error);
        Assert.Equal("PageUnreadable", Read("").Feed.Error);
        Assert.Equal("PageUnreadable", Read(string.Concat(Enumerable.Repeat("<div>", 5_000))).Feed.Error);

        static PageOptions With(string link)
        {
            var selectors = LetterPage.Selectors;
            selectors.Link = link;
            return selectors;
        }
    }

    [Fact]
    public void Links_that_are_no_web_address_are_none()
    {
        var html = "<article><h2><a href='javascript:alert(1)'>Une</a></h2></article><article><h2><a href='data:text/html,x'>Deux</a></h2></article>";
        Assert.Equal("PageNoLink", Read(html, new PageOptions { Item = "article" }).Feed.Error);
    }

    [Fact]
    public void A_page_of_thousands_costs_as_much_as_a_feed_may()
    {
        var html = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"<article><h2><a href='/{i}'>N {i}</a></h2></article>"));
        Assert.Equal(FeedLimits.Default.Entries, Read(html, new PageOptions { Item = "article" }).Feed.Entries.Count);
    }

    [Theory]
    [InlineData("article", true)]
    [InlineData("ul.lettres > li:not(.publicite)", true)]
    [InlineData("a[rel=next]", true)]
    [InlineData("li:has(time)", true)]
    [InlineData("..titre", false)]
    [InlineData("a[", false)]
    [InlineData("h2 >", false)]
    public void A_setting_is_a_selector_or_a_fault(string written, bool expected) => Assert.Equal(expected, PageSelector.IsOne(written));
}
