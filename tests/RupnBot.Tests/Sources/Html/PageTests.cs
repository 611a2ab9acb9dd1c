using System.Text;
using RupnBot.Sources.Html;

namespace RupnBot.Tests.Sources.Html;

public sealed class PageTests
{
    private static readonly Uri Address = new("https://a.fr/dossier/page.html");

    [Fact]
    public void Declared_feeds_come_first_then_spips_visible_link()
    {
        var found = FeedDiscovery.Find(Bytes("""
            <html><head><base href="/site/"><link rel="alternate" type="application/rss+xml" title="Le fil" href="rss.xml">
            <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="https://b.fr/atom"><link rel="alternate" hreflang="en" href="/en">
            <link rel="stylesheet" type="text/xml" href="x"><link rel="alternate" type="application/rss+xml" href="javascript:x"></head>
            <body><a href="spip.php?page=backend">RSS</a><a href="rss.xml">encore</a></body></html>
            """), null, Address);
        Assert.Equal(
            [("https://a.fr/site/rss.xml", "Le fil"), ("https://b.fr/atom", null), ("https://a.fr/site/spip.php?page=backend", "RSS")],
            found.Select(feed => (feed.Address.AbsoluteUri, feed.Title)));
    }

    [Fact]
    public void A_page_without_feeds_has_none() => Assert.Empty(FeedDiscovery.Find(Bytes("<p>rien"), null, Address));

    [Fact]
    public void A_page_says_what_it_is()
    {
        var page = PageMetadata.Read(Bytes("""
            <html lang="fr"><head><title>Titre - Site</title><meta property="og:title" content="Titre &amp; suite"><meta name="description" content="Un résumé.">
            <meta property="og:site_name" content="Site"><meta property="article:published_time" content="2026-11-23T09:00:00+01:00">
            <link rel="canonical" href="/vrai?utm_source=x"></head><body><p>court</p></body></html>
            """), "text/html; charset=utf-8", Address);
        Assert.Equal(("Titre & suite", "Un résumé.", "Site", "fr"), (page.Title, page.Summary, page.SiteName, page.Language));
        Assert.Equal(("https://a.fr/vrai", 8), (page.CanonicalLink?.AbsoluteUri, page.PublishedAt!.Value.Hour));
    }

    [Fact]
    public void Without_metadata_the_title_and_the_first_real_paragraph_serve()
    {
        var page = PageMetadata.Read(Bytes("<title> Un\n titre </title><p>Menu</p><p>Le premier paragraphe qui dit vraiment de quoi il est question dans cette page.</p>"), null, Address);
        Assert.Equal("Un titre", page.Title);
        Assert.StartsWith("Le premier paragraphe", page.Summary);
    }

    [Fact]
    public void A_page_does_not_speak_for_another_site() =>
        Assert.Null(PageMetadata.Read(Bytes("<link rel=canonical href='https://autre.fr/'>"), null, Address).CanonicalLink);

    [Fact]
    public void A_page_nested_beyond_measure_says_nothing() =>
        Assert.Null(PageMetadata.Read(Bytes(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "<title>x</title>"), null, Address).Title);

    private static byte[] Bytes(string html) => Encoding.UTF8.GetBytes(html);
}
