using RupnBot.Sources.Archive;
using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Sources.Archive;

public sealed class ArchivePurgeTests
{
    [Fact]
    public async Task What_is_older_than_the_archive_is_erased_not_found_and_does_not_come_back_as_new()
    {
        await using var bench = await SourcesBench.StartAsync();
        await bench.EnterAsync();
        bench.Site.Feed("feed", [.. Enumerable.Range(1, 199).Select(number => (number, $"Ancien {number}", "lapin"))]);
        await bench.TickAsync();
        Assert.Equal(199, (await bench.ArticlesAsync()).Count);
        bench.Bot.Time.Advance(TimeSpan.FromDays(1096));
        bench.Site.Feed("feed", (500, "Nouveau", "lapin"), (1, "Ancien 1", "lapin"));
        await bench.TickAsync();
        await PurgeAsync(bench);
        await bench.TickAsync(TimeSpan.FromMinutes(31));

        Assert.Equal("Nouveau", Assert.Single(await bench.ArticlesAsync()).Title);
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!cherche lapin");
        var found = await bench.LastAsync(SourcesBench.Salon);
        Assert.Contains("Nouveau", found, StringComparison.Ordinal);
        Assert.DoesNotContain("Ancien", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_younger_stays()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Feed("feed", (1, "Un", "texte"));
        await bench.TickAsync();
        bench.Bot.Time.Advance(TimeSpan.FromDays(1094));
        await PurgeAsync(bench);
        Assert.Single(await bench.ArticlesAsync());
    }

    private static Task PurgeAsync(SourcesBench bench) =>
        Microsoft.Extensions.DependencyInjection.ActivatorUtilities.GetServiceOrCreateInstance<ArchivePurge>(bench.Bot.Services).RunAsync(TestContext.Current.CancellationToken);
}
