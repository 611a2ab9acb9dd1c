using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RupnBot.Bot.Session;
using RupnBot.Bot.Sync;
using RupnBot.Cli;
using RupnBot.Demo.Colleagues;
using RupnBot.Storage;

namespace RupnBot.Benchmarks.EndToEnd;

/// <summary>The bot's own services in this process, logged in on a real homeserver; its loops are run by hand, so that one thing is measured at a time.</summary>
internal sealed class BenchBot : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;
    private readonly List<IHostedService> _started = [];

    private BenchBot(ServiceProvider services, string folder) => (_services, _folder) = (services, folder);

    public Database Database => Get<Database>();

    public static async Task<BenchBot> StartAsync(Colleague account, IReadOnlyDictionary<string, string?>? more = null)
    {
        var folder = Directory.CreateTempSubdirectory("rupnbot-bench-").FullName;
        var settings = new Dictionary<string, string?>
        {
            ["Matrix:Homeserver"] = account.Homeserver.ToString(),
            ["Matrix:User"] = account.LocalPart,
            ["Matrix:Password"] = account.Password,
            ["Matrix:RequestsPerSecond"] = "0",
            ["Storage:Path"] = folder,
            ["Privacy:Controller"] = "Benchmark",
            ["Privacy:Contact"] = "benchmark@example.org",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).AddInMemoryCollection(more ?? new Dictionary<string, string?>()).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));
        services.AddRupnBot();
        var bot = new BenchBot(services.BuildServiceProvider(), folder);
        await bot.Get<DatabaseFile>().OpenAsync(CancellationToken.None);
        // Only the login: the other hosted services, the scheduler among them, belong to a whole process.
        var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bot._services);
        await keeper.StartAsync(CancellationToken.None);
        bot._started.Add(keeper);
        await bot.Get<BotSession>().ReadyAsync(CancellationToken.None);
        return bot;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>One /sync, stored.</summary>
    public Task SyncAsync() => Get<SyncWorker>().StepAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _started) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
