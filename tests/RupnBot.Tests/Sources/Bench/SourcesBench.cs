using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Jobs;
using RupnBot.Matrix;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Pages;
using RupnBot.Sources.Polling;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Sources.Bench;

/// <summary>The bot with one source of its catalogue on a real web server.</summary>
internal sealed class SourcesBench(BotBench bot, NewsSite site, Dictionary<string, string?> settings) : IAsyncDisposable
{
    public const string Anne = "@anne:rupn.test";
    public const string Paul = "@paul:rupn.test";
    public static readonly RoomId Salon = new("!salon:rupn.test");
    public static readonly RoomId Chat = new("!chat:rupn.test");
    public static readonly RoomId Alerts = new("!alerts:rupn.test");

    public BotBench Bot { get; private set; } = bot;

    public NewsSite Site => site;

    public static async Task<SourcesBench> StartAsync(
        Action<IServiceCollection>? configure = null, string? secondFeed = null, IReadOnlyDictionary<string, string?>? more = null)
    {
        var site = await NewsSite.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Sources:AllowPrivate:0"] = site.HostAndPort,
            ["Sources:HostDelay"] = "00:00:00",
            ["Sources:Catalog:0:Name"] = "SRANE",
            ["Sources:Catalog:0:Address"] = site.At("feed"),
            ["Sources:Catalog:0:Topics:0"] = "Numérique",
            ["Bot:AlertRoom"] = Alerts.Value,
        };
        if (secondFeed is not null) (settings["Sources:Catalog:1:Name"], settings["Sources:Catalog:1:Address"]) = ("SVT", site.At(secondFeed));
        foreach (var (key, value) in more ?? new Dictionary<string, string?>()) settings[key] = value;
        var bench = new SourcesBench(await BotBench.StartAsync(settings: settings, configure: configure), site, settings);
        await bench.SynchronizeAsync();
        return bench;
    }

    public Task SynchronizeAsync() => Bot.Get<CatalogSynchronizer>().StartAsync(TestContext.Current.CancellationToken);

    public async Task RestartAsync()
    {
        Bot = await Bot.RestartAsync(settings);
        await SynchronizeAsync();
    }

    /// <summary>Lets time pass, then does what a tick does.</summary>
    public async Task TickAsync(TimeSpan after = default)
    {
        Bot.Time.Advance(after);
        await Bot.Get<SourcePoller>().PollDueAsync(TestContext.Current.CancellationToken);
        await Bot.Get<SourceWatch>().RunAsync(TestContext.Current.CancellationToken);
        await Bot.Get<SelectorWatch>().RunAsync(TestContext.Current.CancellationToken);
    }

    public Task JobsAsync() => Bot.Get<JobWorker>().RunDueAsync(TestContext.Current.CancellationToken);

    public Task<List<Article>> ArticlesAsync() => Bot.Database.ReadAsync(
        db => db.Set<Article>().OrderBy(article => article.Id).ToListAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    public Task<Source> SourceAsync() => Bot.Database.ReadAsync(
        db => db.Set<Source>().OrderBy(source => source.Id).FirstAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    /// <summary>A salon of Anne, its référent, and Paul; and Anne's direct chat.</summary>
    public async Task EnterAsync()
    {
        await Bot.SyncAsync(RoomBuilder.Joined(Salon.Value, "Salle des profs", Anne, Paul), RoomBuilder.Direct(Chat.Value, Anne));
        // The welcomes are out of the way of what is asked for afterwards.
        await JobsAsync();
    }

    public Task SayAsync(RoomId room, string user, string body) => Bot.SyncAsync(new RoomBuilder(room).Says(user, body, Bot.Time.GetUtcNow()));

    /// <summary>The last thing queued for a room.</summary>
    public async Task<string> LastAsync(RoomId room) => (await Bot.BodiesAsync(room)).Last().Replace('\u00A0', ' ');

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await site.DisposeAsync();
        if (Directory.Exists(Bot.Folder)) Directory.Delete(Bot.Folder, recursive: true);
    }
}
