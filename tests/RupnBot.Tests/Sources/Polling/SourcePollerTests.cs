using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Sources.Polling;

public sealed class SourcePollerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task What_the_first_look_finds_is_backlog_and_what_comes_later_is_not()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Feed("feed", (1, "Ancien", "texte"));
        await bench.TickAsync();
        bench.Site.Feed("feed", (2, "Nouveau", "texte"), (1, "Ancien", "texte"));
        await bench.TickAsync(Interval);

        var articles = await bench.ArticlesAsync();
        Assert.Equal([("Ancien", true), ("Nouveau", false)], articles.Select(article => (article.Title, article.IsBacklog)));
        Assert.All(articles, article => Assert.Contains("numerique", article.FoldedTopics));
    }

    [Fact]
    public async Task An_article_is_stored_once_across_restarts()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Feed("feed", (1, "Un", "texte"), (2, "Deux", "texte"));
        await bench.TickAsync();
        await bench.RestartAsync();
        bench.Site.Feed("feed", (1, "Un", "texte revu"), (2, "Deux", "texte"));
        await bench.TickAsync(Interval);

        Assert.Equal(2, (await bench.ArticlesAsync()).Count);
    }

    [Fact]
    public async Task An_unchanged_feed_is_answered_304_and_asked_again_later()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Feed("feed", (1, "Un", "texte"));
        await bench.TickAsync();
        await bench.TickAsync(TimeSpan.FromMinutes(5));
        await bench.TickAsync(Interval);

        Assert.Equal(["200 feed", "304 feed"], bench.Site.Requests);
        Assert.Null((await bench.SourceAsync()).FailingSince);
    }

    [Fact]
    public async Task A_site_that_moved_is_followed_and_its_articles_stay_known()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Feed("feed", (1, "Un", "texte"));
        await bench.TickAsync();
        bench.Site.Moved("feed", bench.Site.At("srane/feed")).Feed("srane/feed", (1, "Un (titre revu)", "texte"));
        await bench.TickAsync(Interval);
        await bench.TickAsync(Interval);

        var article = Assert.Single(await bench.ArticlesAsync());
        Assert.Equal("Un (titre revu)", article.Title);
        Assert.Equal(bench.Site.At("srane/feed"), (await bench.SourceAsync()).MovedTo);
        Assert.Equal("304 srane/feed", bench.Site.Requests.Last());
    }

    [Fact]
    public async Task Two_sites_of_one_host_may_number_their_articles_alike()
    {
        await using var bench = await SourcesBench.StartAsync(secondFeed: "svt/feed");
        bench.Site.Feed("feed", (1, "Un du SRANE", "texte")).Feed("svt/feed", (1, "Un de SVT", "texte"));
        await bench.TickAsync();
        await bench.TickAsync(Interval);

        Assert.Equal(["Un de SVT", "Un du SRANE"], (await bench.ArticlesAsync()).Select(article => article.Title).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_article_that_two_feeds_of_one_site_carry_is_one_article()
    {
        await using var bench = await SourcesBench.StartAsync(secondFeed: "feed-svt");
        bench.Site.Feed("feed", (1, "Un", "texte")).Feed("feed-svt", (1, "Un", "texte"));
        await bench.TickAsync();
        await bench.TickAsync(Interval);

        Assert.Single(Assert.Single(await bench.ArticlesAsync()).AlsoIn);
    }

    [Fact]
    public async Task A_source_that_fails_is_asked_ever_less_often()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Status("feed", 500);
        for (var minute = 0; minute < 8 * 60; minute += 10) await bench.TickAsync(TimeSpan.FromMinutes(10));

        Assert.InRange(bench.Site.Requests.Count, 3, 5);
        Assert.Equal(500, (await bench.SourceAsync()).FailureStatus);
    }

    [Fact]
    public async Task Operators_are_told_once_of_a_source_that_fails_for_a_day_and_once_when_it_is_back()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Status("feed", 404);
        for (var hour = 0; hour < 48; hour++) await bench.TickAsync(TimeSpan.FromHours(1));
        Assert.Equal(["La source SRANE ne répond plus depuis lundi (réponse 404 du site)\u00a0: 0 salon concerné. Je réessaie."], await bench.Bot.BodiesAsync(SourcesBench.Alerts));

        bench.Site.Feed("feed", (1, "Un", "texte"));
        for (var hour = 0; hour < 48; hour++) await bench.TickAsync(TimeSpan.FromHours(1));
        Assert.Equal("La source SRANE répond de nouveau.", (await bench.Bot.BodiesAsync(SourcesBench.Alerts))[1]);
        Assert.Equal(2, (await bench.Bot.BodiesAsync(SourcesBench.Alerts)).Count);
    }

    [Fact]
    public async Task A_page_in_place_of_the_feed_is_a_failure_with_its_reason()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Page("feed", "<html><body><p>Maintenance</p></body></html>");
        await bench.TickAsync();

        Assert.Equal("NotAFeed", (await bench.SourceAsync()).FailureReason);
        Assert.Empty(await bench.ArticlesAsync());
    }

    [Fact]
    public async Task A_hostile_title_is_kept_as_one_harmless_line()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Feed("feed", (1, "<script>alert(1)</script> Urgent\n\u202E@room " + new string('x', 5000), "texte"));
        await bench.TickAsync();

        var title = Assert.Single(await bench.ArticlesAsync()).Title;
        Assert.InRange(title.Length, 1, 300);
        Assert.DoesNotContain("\u202E", title, StringComparison.Ordinal);
        Assert.DoesNotContain("@room", title, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", title, StringComparison.Ordinal);
    }
}
