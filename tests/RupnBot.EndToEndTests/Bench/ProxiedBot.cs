using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Homeservers;
using RupnBot.Demo.Processes;
using RupnBot.EndToEndTests.Bench.Faults;
using RupnBot.Tests.Bench;

namespace RupnBot.EndToEndTests.Bench;

/// <summary>A bot of our own behind a fault proxy of its own, on a homeserver that others may share.</summary>
internal sealed class ProxiedBot : IAsyncDisposable
{
    /// <summary>Short, so that a slow answer costs a test little.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(3);

    // Names a folder where each bot's log and requests are left when it ends, to find out why a test fails.
    private const string LogsFolder = "RUPNBOT_TEST_LOGS";

    // A sync that had something to tell has told it by now.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly DirectoryInfo _storage;

    private ProxiedBot(LocalHomeserver homeserver, Colleague account, FaultProxy proxy, BotProcess process, DirectoryInfo storage) =>
        (Homeserver, Account, Proxy, Process, _storage) = (homeserver, account, proxy, process, storage);

    public LocalHomeserver Homeserver { get; }

    /// <summary>The bot's account as its owner sees it, on a device of the owner's.</summary>
    public Colleague Account { get; }

    public FaultProxy Proxy { get; }

    public BotProcess Process { get; }

    public string DatabaseFile => Path.Combine(_storage.FullName, "rupnbot.db");

    /// <summary>Starts one without pacing, and waits until it is ready.</summary>
    public static async Task<ProxiedBot> StartAsync(
        LocalHomeserver homeserver, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? more = null, int seed = 1)
    {
        var account = await homeserver.CreateUserAsync("Robot du SRANE", cancellationToken);
        var proxy = await FaultProxy.StartAsync(homeserver.Address, cancellationToken, seed);
        var storage = Directory.CreateTempSubdirectory("rupnbot-storage-");
        // The start of an empty folder is the demo's and other tests'; here it would take most of the time of many.
        await MigratedDatabase.CopyIntoAsync(storage.FullName);
        var settings = new Dictionary<string, string>(more ?? new Dictionary<string, string>());
        settings.TryAdd("Matrix:RequestTimeoutSeconds", $"{RequestTimeout.TotalSeconds}");
        var process = new BotProcess(new BotSettings(proxy.Address, account.LocalPart, account.Password, storage.FullName) { More = settings });
        var bot = new ProxiedBot(homeserver, account, proxy, process, storage);
        try
        {
            process.Launch();
            await process.WaitUntilReadyAsync(null, cancellationToken);
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the bot has read all there was, and a long poll is under way that the next thing said will end.</summary>
    public Task ListeningAsync(CancellationToken cancellationToken) => Eventually.TrueAsync(
        () => Proxy.Requests.All.LastOrDefault(request => request.IsSync) is { ForwardedStatus: null } last && TimeProvider.System.GetUtcNow() - last.At > Quiet,
        "the bot listens",
        null,
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        if (Environment.GetEnvironmentVariable(LogsFolder) is { Length: > 0 } logs) await WriteLogAsync(logs);
        await Proxy.DisposeAsync();
        Account.Dispose();
        _storage.Delete(recursive: true);
    }

    private Task WriteLogAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        return File.WriteAllTextAsync(Path.Combine(folder, $"{Account.LocalPart}.log"), $"{Process.Output}\n\n{string.Join('\n', Proxy.Requests.All)}\n");
    }
}
