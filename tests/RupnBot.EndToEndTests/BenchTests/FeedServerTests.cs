using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Demo.Feeds;

namespace RupnBot.EndToEndTests.BenchTests;

public sealed class FeedServerTests : IAsyncLifetime
{
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly HttpClient _http = new();
    private FeedServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await FeedServer.StartAsync(0, _clock, Token);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_feed_has_the_shape_of_SPIPs()
    {
        var bytes = await _http.GetByteArrayAsync(_server.FeedAddress(_server.Site("srane")), Token);

        // Latin-1 has no typographic apostrophe: SPIP writes a reference, and so does the sample.
        Assert.Contains("""encoding="iso-8859-1""", Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase);
        var items = XDocument.Load(new MemoryStream(bytes)).Descendants("item").ToArray();
        Assert.Equal(8, items.Length);
        var latest = items[0];
        Assert.Equal("Pix : la campagne de rentrée des 6e prolongée jusqu’au 18 décembre", (string?)latest.Element("title"));
        Assert.Equal("2026-11-23T03:00:00Z", (string?)latest.Element(DublinCore + "date"));
        Assert.Equal(["Pix", "Évaluation", "Collège"], latest.Elements(DublinCore + "subject").Select(subject => subject.Value));
        Assert.Equal((string?)latest.Element("link"), (string?)latest.Element("guid"));
        Assert.Empty(latest.Elements("pubDate"));
        Assert.StartsWith("<p>", (string?)latest.Element("description"));
        Assert.EndsWith("</a>\n", (string?)latest.Element("description"));
    }

    [Fact]
    public async Task A_feed_lists_the_ten_latest_articles_and_all_younger_than_three_days()
    {
        var site = _server.AddSite("essai", "Essai");
        for (var number = 0; number < 12; number++) site.Publish($"Ancien {number}", "…", _clock.GetUtcNow().AddDays(-10));
        Assert.Equal(10, (await ReadAsync(site)).Length);

        for (var number = 0; number < 12; number++) site.Publish($"Nouveau {number}", "…", _clock.GetUtcNow().AddHours(-1));
        Assert.Equal(12, (await ReadAsync(site)).Length);
    }

    [Fact]
    public async Task A_feed_that_has_not_changed_is_not_sent_again()
    {
        var site = _server.Site("edunum");
        using var first = await _http.GetAsync(_server.FeedAddress(site), Token);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(site, first.Headers.ETag));

        site.Publish("Tout neuf", "…", _clock.GetUtcNow());

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, first.Headers.ETag));
        Assert.Equal([200, 304, 200], _server.Requests.Select(request => request.Status));
        Assert.Equal([null, first.Headers.ETag?.Tag, first.Headers.ETag?.Tag], _server.Requests.Select(request => request.IfNoneMatch));
    }

    [Fact]
    public async Task A_site_fails_and_recovers_as_it_is_told()
    {
        var site = _server.Site("srane");

        site.Fail(500);
        Assert.Equal(HttpStatusCode.InternalServerError, await StatusAsync(site, null));
        site.Recover();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site, null));
    }

    [Fact]
    public async Task An_articles_page_and_the_home_page_can_be_read()
    {
        var site = _server.Site("srane");
        var article = site.Articles[0];

        var page = await _http.GetStringAsync(_server.ArticleAddress(site, article), Token);
        var home = await _http.GetStringAsync(_server.HomeAddress(site), Token);

        Assert.Contains(WebUtility.HtmlEncode(article.Title), page, StringComparison.Ordinal);
        Assert.Contains("application/rss+xml", home, StringComparison.Ordinal);
    }

    private async Task<XElement[]> ReadAsync(SampleSite site) =>
        [.. XDocument.Parse(await _http.GetStringAsync(_server.FeedAddress(site), Token)).Descendants("item")];

    private async Task<HttpStatusCode> StatusAsync(SampleSite site, EntityTagHeaderValue? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.FeedAddress(site));
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        using var answer = await _http.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
