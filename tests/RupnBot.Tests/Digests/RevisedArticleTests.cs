using RupnBot.Digests;
using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Digests;

/// <summary>From the feed on a web server to the salon: what was offered is not offered again, however its site changes it.</summary>
public sealed class RevisedArticleTests
{
    [Fact]
    public async Task An_article_whose_title_text_and_address_change_after_it_was_offered_is_not_offered_again()
    {
        await using var bench = await SourcesBench.StartAsync();
        await bench.EnterAsync();
        bench.Site.Feed("feed", (1, "Avant", "D'avant l'abonnement."));
        await bench.TickAsync();
        await bench.SayAsync(SourcesBench.Chat, SourcesBench.Anne, "abonner SRANE quotidien 10h");
        bench.Site.Feed("feed", (2, "Tablettes", "Le mode d'emploi."), (1, "Avant", "D'avant l'abonnement."));
        await DigestAsync(bench);
        Assert.Single(await DigestsAsync(bench));

        // Revised, then the whole site moves; a truly new one comes with it.
        bench.Site.Feed("feed", (2, "Tablettes : le mode d'emploi revu", "Tout autre texte."));
        await DigestAsync(bench);
        bench.Site.Moved("feed", "/srane/feed").Feed("srane/feed", (3, "Pix", "La certification."), (2, "Tablettes, encore", "Et encore."));
        await DigestAsync(bench);

        var digests = await DigestsAsync(bench);
        Assert.Equal(2, digests.Count);
        Assert.Contains("Pix", digests[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Tablettes", digests[1], StringComparison.Ordinal);
    }

    private static async Task DigestAsync(SourcesBench bench)
    {
        // From nine o'clock to a little after ten, once a day.
        await bench.TickAsync(TimeSpan.FromHours(1));
        bench.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.Bot.Get<DigestTick>().RunAsync(TestContext.Current.CancellationToken);
        bench.Bot.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(61));
    }

    private static async Task<List<string>> DigestsAsync(SourcesBench bench) =>
        [.. (await bench.Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("digest:", StringComparison.Ordinal) == true).Select(row => row.Content)];
}
