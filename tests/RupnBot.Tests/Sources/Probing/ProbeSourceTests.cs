using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Configuration;
using RupnBot.Subscriptions;
using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Sources.Probing;

/// <summary>An address given in chat, from the command to the answer, through the real job and a real web server.</summary>
public sealed class ProbeSourceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_becomes_a_subscription()
    {
        await using var bench = await StartAsync();
        bench.Site.Feed("blog/feed", (1, "Un", "texte"));
        Assert.StartsWith("C'est fait", await SubscribeAsync(bench, "blog/feed"), StringComparison.Ordinal);
        Assert.Equal("Un", Assert.Single(await bench.ArticlesAsync()).Title);
        Assert.Single(await SubscriptionsAsync(bench));
    }

    [Fact]
    public async Task A_page_that_names_its_feed_becomes_a_subscription_to_that_feed()
    {
        await using var bench = await StartAsync();
        bench.Site.Feed("blog/feed", (1, "Un", "texte"));
        bench.Site.Page("blog/", "<html><head><title>Blog</title><link rel=\"alternate\" type=\"application/rss+xml\" href=\"feed\"></head><body></body></html>");
        Assert.StartsWith("C'est fait", await SubscribeAsync(bench, "blog/"), StringComparison.Ordinal);
        Assert.Contains(await AddressesAsync(bench), address => address == bench.Site.At("blog/feed"));
    }

    [Fact]
    public async Task A_page_without_a_feed_is_said_and_changes_nothing()
    {
        await using var bench = await StartAsync();
        bench.Site.Page("page", "<html><head><title>Rien</title></head><body>Bonjour</body></html>");
        Assert.Contains("n'est pas un flux de nouvelles", await SubscribeAsync(bench, "page"), StringComparison.Ordinal);
        Assert.Empty(await SubscriptionsAsync(bench));
        Assert.Single(await AddressesAsync(bench));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1:1/feed")]
    [InlineData("http://[::1]/feed")]
    public async Task A_private_address_is_refused_without_being_asked(string address)
    {
        await using var bench = await StartAsync();
        await bench.SayAsync(SourcesBench.Chat, SourcesBench.Anne, $"abonner {address} lundi");
        await bench.JobsAsync();
        Assert.Contains("ne se laisse pas lire", await bench.LastAsync(SourcesBench.Chat), StringComparison.Ordinal);
        Assert.Empty(bench.Site.Requests);
    }

    [Fact]
    public async Task A_salon_reads_no_more_addresses_of_its_own_than_it_may_but_can_change_the_day_of_one_it_has()
    {
        await using var bench = await StartAsync(services => services.Configure<SourcesOptions>(options => options.MaximumOwnPerSalon = 1));
        bench.Site.Feed("blog/feed", (1, "Un", "texte")).Feed("autre/feed", (2, "Deux", "texte"));
        Assert.StartsWith("C'est fait", await SubscribeAsync(bench, "blog/feed"), StringComparison.Ordinal);
        Assert.Contains("déjà 1 adresses hors catalogue", await SubscribeAsync(bench, "autre/feed"), StringComparison.Ordinal);
        Assert.StartsWith("C'est noté", await SubscribeAsync(bench, "blog/feed", "jeudi"), StringComparison.Ordinal);
        Assert.Equal("weekly thursday 08:00", Assert.Single(await SubscriptionsAsync(bench)).Cadence);
    }

    private static async Task<SourcesBench> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var bench = await SourcesBench.StartAsync(configure);
        await bench.EnterAsync();
        return bench;
    }

    private static async Task<string> SubscribeAsync(SourcesBench bench, string path, string day = "lundi")
    {
        await bench.SayAsync(SourcesBench.Chat, SourcesBench.Anne, $"abonner {bench.Site.At(path)} {day}");
        await bench.JobsAsync();
        return await bench.LastAsync(SourcesBench.Chat);
    }

    private static Task<List<Subscription>> SubscriptionsAsync(SourcesBench bench) => bench.Bot.Database.ReadAsync(db => db.Set<Subscription>().ToListAsync(Cancel), Cancel);

    private static Task<List<string>> AddressesAsync(SourcesBench bench) =>
        bench.Bot.Database.ReadAsync(db => db.Set<RupnBot.Sources.Catalog.Source>().Select(source => source.Address).ToListAsync(Cancel), Cancel);
}
