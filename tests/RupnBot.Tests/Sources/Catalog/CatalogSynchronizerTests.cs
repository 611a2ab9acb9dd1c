using Microsoft.EntityFrameworkCore;
using RupnBot.Sources.Catalog;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Sources.Catalog;

public sealed class CatalogSynchronizerTests
{
    private const string First = "https://un.example.fr/feed";
    private const string Second = "https://deux.example.fr/feed";
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_that_is_renamed_stays_the_same_source_with_its_new_themes()
    {
        await using var before = await StartAsync(("SRANE", First, "Numérique"));
        var id = Assert.Single(await SourcesAsync(before)).Id;
        await using var after = await AgainAsync(before, ("Académie", First, "Pix"));
        var source = Assert.Single(await SourcesAsync(after));
        Assert.Equal((id, "Académie", "academie", "pix", true), (source.Id, source.Name, source.FoldedName, Assert.Single(source.FoldedTopics), source.IsCatalog));
    }

    [Fact]
    public async Task A_source_that_is_removed_is_no_longer_read_and_one_that_returns_is_read_at_once()
    {
        await using var before = await StartAsync(("SRANE", First, "x"), ("Éduscol", Second, "x"));
        await using var without = await AgainAsync(before, ("Éduscol", Second, "x"));
        var gone = (await SourcesAsync(without)).Single(source => source.Address == First);
        Assert.Equal((true, false), (gone.IsRetired, gone.IsCatalog));
        without.Time.Advance(TimeSpan.FromDays(1));
        await using var again = await AgainAsync(without, ("Éduscol", Second, "x"), ("SRANE", First, "x"));
        var back = (await SourcesAsync(again)).Single(source => source.Address == First);
        Assert.Equal((gone.Id, false, true, again.Time.GetUtcNow()), (back.Id, back.IsRetired, back.IsCatalog, back.NextPollAt));
    }

    [Fact]
    public async Task Two_sources_may_exchange_their_names()
    {
        await using var before = await StartAsync(("SRANE", First, "x"), ("Éduscol", Second, "x"));
        await using var after = await AgainAsync(before, ("Éduscol", First, "x"), ("SRANE", Second, "x"));
        Assert.Equal([("Éduscol", First), ("SRANE", Second)], (await SourcesAsync(after)).Select(source => (source.Name, source.Address)));
    }

    [Fact]
    public async Task A_new_source_takes_its_name_from_the_one_removed_which_keeps_it_with_a_mark()
    {
        await using var before = await StartAsync(("SRANE", First, "x"));
        await using var after = await AgainAsync(before, ("SRANE", Second, "x"));
        var sources = await SourcesAsync(after);
        Assert.Equal("SRANE", sources.Single(source => source.Address == Second).Name);
        Assert.NotEqual("srane", sources.Single(source => source.Address == First).FoldedName);
    }

    [Fact]
    public async Task Doing_it_again_changes_nothing()
    {
        await using var bench = await StartAsync(("SRANE", First, "x"));
        var before = Assert.Single(await SourcesAsync(bench)).NextPollAt;
        bench.Time.Advance(TimeSpan.FromHours(1));
        await bench.Get<CatalogSynchronizer>().StartAsync(Cancel);
        Assert.Equal(before, Assert.Single(await SourcesAsync(bench)).NextPollAt);
    }

    private static async Task<BotBench> StartAsync(params (string Name, string Address, string Topic)[] catalog)
    {
        var bench = await BotBench.StartAsync(settings: Settings(catalog));
        await bench.Get<CatalogSynchronizer>().StartAsync(Cancel);
        return bench;
    }

    private static async Task<BotBench> AgainAsync(BotBench before, params (string Name, string Address, string Topic)[] catalog)
    {
        var bench = await before.RestartAsync(Settings(catalog));
        await bench.Get<CatalogSynchronizer>().StartAsync(Cancel);
        return bench;
    }

    private static Task<List<Source>> SourcesAsync(BotBench bench) => bench.Database.ReadAsync(db => db.Set<Source>().OrderBy(source => source.Id).ToListAsync(Cancel), Cancel);

    private static Dictionary<string, string?> Settings((string Name, string Address, string Topic)[] catalog)
    {
        var settings = new Dictionary<string, string?>();
        for (var i = 0; i < catalog.Length; i++)
        {
            settings[$"Sources:Catalog:{i}:Name"] = catalog[i].Name;
            settings[$"Sources:Catalog:{i}:Address"] = catalog[i].Address;
            settings[$"Sources:Catalog:{i}:Topics:0"] = catalog[i].Topic;
        }

        return settings;
    }
}
