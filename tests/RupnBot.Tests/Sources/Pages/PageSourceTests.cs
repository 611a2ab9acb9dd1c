using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Pages;
using RupnBot.Sources.Polling;
using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Sources.Pages;

/// <summary>A page of the catalogue from the web server to the archive.</summary>
public sealed class PageSourceTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Sources:Catalog:0:Page:Item"] = "ul.lettres > li",
        ["Sources:Catalog:0:Page:Title"] = ".titre",
        ["Sources:Catalog:0:Page:Date"] = ".date",
        ["Sources:Catalog:0:Page:Summary"] = ".chapo",
        ["Sources:Catalog:0:Page:Next"] = "nav a.suivante",
        ["Sources:Catalog:0:Page:MaximumPages"] = "2",
    };

    [Fact]
    public async Task New_letters_are_stored_once_from_as_many_pages_as_the_setting_says()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Page("feed", LetterPage.Of("/feed?page=2", (3, "Trois", "3 novembre 2026")));
        bench.Site.Page("feed?page=2", LetterPage.Of("/feed?page=3", (2, "Deux", "2 novembre 2026")));
        bench.Site.Page("feed?page=3", LetterPage.Of(null, (1, "Un", "1er novembre 2026")));
        await bench.TickAsync();
        bench.Site.Page("feed", LetterPage.Of("/feed?page=2", (4, "Quatre", "4 novembre 2026"), (3, "Trois", "3 novembre 2026")));
        await bench.TickAsync(Interval);

        var articles = await bench.ArticlesAsync();
        Assert.Equal([("Deux", true), ("Quatre", false), ("Trois", true)], articles.OrderBy(article => article.Title).Select(article => (article.Title, article.IsBacklog)));
        Assert.Equal(new DateTimeOffset(2026, 11, 4, 0, 0, 0, TimeSpan.Zero), articles.Single(article => article.Title == "Quatre").PublishedAt);
        Assert.Equal(bench.Site.At("lettres/4?utm_source=liste"), articles.Single(article => article.Title == "Quatre").Link);
        Assert.DoesNotContain("200 feed?page=3", bench.Site.Requests);
        Assert.Single(bench.Site.Requests, request => request == "404 robots.txt");
    }

    [Fact]
    public async Task A_page_that_robots_may_not_read_is_not_asked_for()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Page("robots.txt", "User-agent: *\nDisallow: /feed", "text/plain");
        bench.Site.Page("feed", LetterPage.Of(null, (1, "Un", "1 mars 2026")));
        await bench.TickAsync();

        Assert.Empty(await bench.ArticlesAsync());
        Assert.Equal(nameof(FetchFailure.RobotsDisallow), (await bench.SourceAsync()).FailureReason);
        Assert.Equal(["200 robots.txt"], bench.Site.Requests);
    }

    [Fact]
    public async Task A_site_whose_robots_txt_cannot_be_had_is_left_alone_until_it_can()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Status("robots.txt", 503);
        bench.Site.Page("feed", LetterPage.Of(null, (1, "Un", "1 mars 2026")));
        await bench.TickAsync();
        Assert.Empty(await bench.ArticlesAsync());

        bench.Site.Status("robots.txt", 404);
        await bench.TickAsync(TimeSpan.FromDays(1));
        Assert.Single(await bench.ArticlesAsync());
    }

    [Fact]
    public async Task A_page_that_changed_its_shape_says_which_selector_is_out_of_date()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Page("feed", LetterPage.Of(null, (1, "Un", "1 mars 2026")));
        await bench.TickAsync();
        bench.Site.Page("feed", "<html><body><div class=news>Un</div></body></html>");
        await bench.TickAsync(Interval);
        Assert.Equal("PageNoItem", (await bench.SourceAsync()).FailureReason);

        bench.Bot.Time.SetUtcNow(new DateTimeOffset(2026, 12, 8, 9, 0, 0, TimeSpan.Zero));
        await bench.TickAsync();
        Assert.Contains("la page a changé : le sélecteur des articles (Item) n'y trouve plus rien", (await bench.LastAsync(SourcesBench.Alerts)).Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Single(await bench.ArticlesAsync());
    }

    [Fact]
    public async Task A_selector_that_alone_finds_nothing_any_more_is_told_once_by_its_name_and_once_when_it_is_well_again()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Page("feed", LetterPage.Of("/feed?page=2", (1, "Un", "1 mars 2026")));
        bench.Site.Page("feed?page=2", LetterPage.Of(null, (0, "Zéro", "1 février 2026")));
        await bench.TickAsync();
        bench.Site.Page("feed", Undated(LetterPage.Of("/feed?page=2", (2, "Deux", "2 mars 2026"))));
        bench.Site.Page("feed?page=2", Undated(LetterPage.Of(null, (1, "Un", "1 mars 2026"))));
        await bench.TickAsync(Interval);
        // It is read as before meanwhile.
        Assert.Contains(await bench.ArticlesAsync(), article => article.Title == "Deux");
        Assert.Empty(await AlertsAsync(bench));

        for (var day = 0; day < 3; day++) await bench.TickAsync(TimeSpan.FromDays(1));
        var alert = Assert.Single(await AlertsAsync(bench));
        Assert.StartsWith("La page de SRANE a changé", alert, StringComparison.Ordinal);
        Assert.Contains("le sélecteur des dates (Date) n'y trouve plus rien", alert, StringComparison.Ordinal);

        bench.Site.Page("feed", LetterPage.Of("/feed?page=2", (3, "Trois", "3 mars 2026")));
        for (var hour = 0; hour < 3; hour++) await bench.TickAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, (await AlertsAsync(bench)).Count);
        Assert.Contains("de nouveau", (await AlertsAsync(bench))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_read_any_more_is_not_said_to_have_lost_a_selector()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Page("feed", LetterPage.Of(null, (1, "Un", "1 mars 2026")));
        await bench.TickAsync();
        bench.Site.Page("feed", Undated(LetterPage.Of(null, (2, "Deux", "2 mars 2026"))));
        await bench.TickAsync(Interval);
        bench.Site.Page("feed", "<p>rien</p>");
        for (var day = 0; day < 3; day++) await bench.TickAsync(TimeSpan.FromDays(1));
        Assert.DoesNotContain(await AlertsAsync(bench), alert => alert.Contains("(Date)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_selector_that_never_found_anything_and_one_that_is_no_longer_set_raise_no_alert()
    {
        var settings = new Dictionary<string, string?>(Settings) { ["Sources:Catalog:0:Page:Date"] = ".jour" };
        await using var bench = await SourcesBench.StartAsync(more: settings);
        bench.Site.Page("feed", LetterPage.Of(null, (1, "Un", "1 mars 2026")));
        for (var day = 0; day < 4; day++) await bench.TickAsync(TimeSpan.FromDays(1));
        Assert.Empty(await AlertsAsync(bench));
        Assert.Equal("Summary", (await bench.SourceAsync()).SeenSelectors);

        await bench.Bot.Database.WriteAsync(
            async db =>
            {
                var source = await db.Set<Source>().AsTracking().FirstAsync(TestContext.Current.CancellationToken);
                SourceState.Apply(source, new SourceLook(new Fetched([], null, new Uri("https://www.education.test/"), null, null, null, null), new(), []) { Finds = new PageFinds([PageFinds.Date], []) }, Interval, bench.Bot.Time.GetUtcNow());
            },
            TestContext.Current.CancellationToken);
        Assert.Null((await bench.SourceAsync()).LostSelectors);
    }

    [Fact]
    public async Task Trying_a_source_names_each_selector_that_finds_nothing()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Page("feed", Undated(LetterPage.Of(null, (1, "Un", "1 mars 2026"))).Replace("class=\"chapo\"", "class=\"resume\"", StringComparison.Ordinal));
        var (report, isWell) = await Trial(bench).RunAsync("SRANE", asJson: false, TestContext.Current.CancellationToken);
        Assert.True(isWell);
        foreach (var name in (string[])["(Date)", "(Summary)", "(Next)"]) Assert.Contains(name, report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trying_a_source_shows_what_it_finds_and_stores_nothing()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Page("feed", LetterPage.Of(null, (52, "Lire une carte", "1 mars 2026")));
        var (report, isWell) = await Trial(bench).RunAsync("srane", asJson: false, TestContext.Current.CancellationToken);

        Assert.True(isWell);
        Assert.Contains("1 article, 1 page lue", report, StringComparison.Ordinal);
        Assert.Contains("- Lire une carte\n  2026-03-01T00:00:00Z\n", report, StringComparison.Ordinal);
        Assert.Empty(await bench.ArticlesAsync());
    }

    [Fact]
    public async Task Trying_a_source_that_fails_or_is_none_says_so()
    {
        await using var bench = await SourcesBench.StartAsync(more: Settings);
        bench.Site.Page("feed", "<p>rien</p>");
        var (changed, isWell) = await Trial(bench).RunAsync("SRANE", asJson: false, TestContext.Current.CancellationToken);
        var (unknown, isKnown) = await Trial(bench).RunAsync("Éduscol", asJson: false, TestContext.Current.CancellationToken);
        var (json, _) = await Trial(bench).RunAsync("SRANE", asJson: true, TestContext.Current.CancellationToken);

        Assert.False(isWell);
        Assert.Contains("(Item)", changed, StringComparison.Ordinal);
        Assert.False(isKnown);
        Assert.Contains("SRANE", unknown, StringComparison.Ordinal);
        Assert.Contains("\"entries\":[]", json, StringComparison.Ordinal);
    }

    private static string Undated(string page) => page.Replace("class=\"date\"", "class=\"jour\"", StringComparison.Ordinal);

    private static async Task<List<string>> AlertsAsync(SourcesBench bench) => [.. (await bench.Bot.BodiesAsync(SourcesBench.Alerts)).Select(body => body.Replace('\u00A0', ' '))];

    private static SourceTrial Trial(SourcesBench bench) => new(
        bench.Bot.Get<IOptions<SourcesOptions>>().Value, bench.Bot.Get<FeedFetcher>(), bench.Bot.Get<PageLooks>(), bench.Bot.Get<Texts>(), bench.Bot.Time);
}
