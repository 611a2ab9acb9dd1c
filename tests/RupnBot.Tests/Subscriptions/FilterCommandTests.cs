using RupnBot.Sources.Archive;
using RupnBot.Tests.Digests;

namespace RupnBot.Tests.Subscriptions;

public sealed class FilterCommandTests
{
    [Fact]
    public async Task A_filter_is_set_in_parts_shown_used_and_taken_away()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 10h");
        Assert.Contains("SRANE : avec tablette ; sans concours ; 2 articles au plus par envoi", await bench.AskAsync("filtrer SRANE avec tablette sans concours max 2"), StringComparison.Ordinal);
        Assert.Contains("avec tablette ; sans concours ; thèmes Numérique ; 2 articles", await bench.AskAsync("filtrer thèmes Numérique"), StringComparison.Ordinal);
        Assert.Contains("(avec tablette ;", await bench.AskAsync("abonnements"), StringComparison.Ordinal);
        Assert.Contains("SRANE : avec tablette", await bench.AskAsync("filtrer"), StringComparison.Ordinal);
        await bench.AskAsync("filtrer thèmes rien");
        await AddAsync(bench, (1, "Des tablettes au CDI"), (2, "Un concours de tablettes"), (3, "Pix en sixième"));
        await bench.TickAtAsync(DigestBench.At(23, 10));

        var digest = Assert.Single(await bench.DigestBodiesAsync());
        Assert.Contains("Des tablettes au CDI", digest, StringComparison.Ordinal);
        Assert.DoesNotContain("concours", digest, StringComparison.Ordinal);
        Assert.DoesNotContain("Pix", digest, StringComparison.Ordinal);
        Assert.Contains("aucun filtre", await bench.AskAsync("filtrer SRANE rien"), StringComparison.Ordinal);
        Assert.Null((await bench.SubscriptionsAsync())[0].Filter);
    }

    [Theory]
    [InlineData("filtrer Inconnue avec x", "SRANE")]
    [InlineData("filtrer SRANE max 12", "de 1 à 7")]
    [InlineData("filtrer SRANE max trois", "de 1 à 7")]
    [InlineData("filtrer SRANE sources Nulle part", "Nulle part")]
    public async Task What_cannot_be_done_changes_nothing_and_says_why(string command, string reason)
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 10h");
        var answer = await bench.AskAsync(command);
        Assert.StartsWith("Je n'ai rien changé", answer, StringComparison.Ordinal);
        Assert.Contains(reason, answer, StringComparison.Ordinal);
        Assert.Null((await bench.SubscriptionsAsync())[0].Filter);
    }

    [Fact]
    public async Task A_colleague_does_not_filter()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 10h");
        await bench.AskAsync("!filtrer SRANE avec x", DigestBench.Salon, DigestBench.Paul);
        Assert.Null((await bench.SubscriptionsAsync())[0].Filter);
    }

    [Fact]
    public async Task News_of_two_sources_come_once_and_not_again_by_the_other()
    {
        await using var bench = await DigestBench.StartAsync();
        await bench.AskAsync("abonner SRANE quotidien 10h");
        await bench.AskAsync("abonner source Pix quotidien 10h");
        const string title = "La certification Pix ouvre en janvier";
        await AddAsync(bench, (1, title));
        await AddAsync(bench, source: 2, (11, title));
        await bench.TickAtAsync(DigestBench.At(23, 10));
        var digest = Assert.Single(await bench.DigestBodiesAsync());
        Assert.Contains("1 nouvelle", digest, StringComparison.Ordinal);
        Assert.Contains("aussi chez Pix", digest, StringComparison.Ordinal);

        await AddAsync(bench, source: 2, (12, title));
        await bench.TickAtAsync(DigestBench.At(24, 10));
        Assert.Single(await bench.DigestBodiesAsync());
    }

    private static Task AddAsync(DigestBench bench, params (int Number, string Title)[] articles) => AddAsync(bench, 1, articles);

    private static Task AddAsync(DigestBench bench, long source, params (int Number, string Title)[] articles) => bench.Bot.Database.WriteAsync(
        db =>
        {
            db.AddRange(articles.Select(article => new Article
            {
                SourceId = source, Key = $"own{article.Number}", Title = article.Title, Link = $"https://exemple.fr/own/{article.Number}", FirstSeenAt = bench.Bot.Time.GetUtcNow(),
                LinkKey = ArticleKeys.OfLink($"https://exemple.fr/own/{article.Number}"), TitleKey = ArticleKeys.OfTitle(article.Title),
            }));
            return Task.CompletedTask;
        },
        TestContext.Current.CancellationToken);
}
