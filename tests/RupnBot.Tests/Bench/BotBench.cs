using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Bot.Sync;
using RupnBot.Cli;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Tests.Bench;

/// <summary>
/// The whole bot on a real database in a folder of its own, with a clock one drives and without a homeserver: events are pushed in as /sync
/// would bring them, and what would be sent is read from the outbox. No loop runs by itself.
/// </summary>
public sealed class BotBench : IAsyncDisposable
{
    public static readonly UserId Robot = new("@robot:rupn.test");

    private readonly bool _keepsFolder;
    private int _syncs;

    private BotBench(string folder, ServiceProvider services, FakeTimeProvider time, bool keepsFolder)
    {
        (Folder, Services, Time, _keepsFolder) = (folder, services, time, keepsFolder);
    }

    public string Folder { get; }

    public ServiceProvider Services { get; }

    public FakeTimeProvider Time { get; }

    public Database Database => Get<Database>();

    /// <param name="now">What the clock says first; a Monday morning in term by default.</param>
    /// <param name="settings">Further settings, <c>Section:Key</c>.</param>
    /// <param name="folder">An earlier bench's folder, to start again on its data.</param>
    /// <param name="configure">Replaces services.</param>
    public static async Task<BotBench> StartAsync(
        DateTimeOffset? now = null, IReadOnlyDictionary<string, string?>? settings = null, string? folder = null, Action<IServiceCollection>? configure = null)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("rupnbot-test-").FullName;
        var time = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1)));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(data)).AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddRupnBot();
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
        services.RemoveAll<IHostedService>();
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        await MigratedDatabase.CopyIntoAsync(data);
        await provider.GetRequiredService<DatabaseFile>().OpenAsync(CancellationToken.None);
        var client = new MatrixClient(new HttpClient(), new MatrixClientOptions { Homeserver = new Uri("http://127.0.0.1:9") }, time);
        client.UseSession(new MatrixSession(Robot, new DeviceId("BENCH"), "token"));
        provider.GetRequiredService<BotSession>().Provide(client, Robot, new DeviceId("BENCH"));
        return new BotBench(data, provider, time, folder is not null);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>One /sync: a first one (<paramref name="since"/> null) is all history.</summary>
    public Task SyncAsync(SyncResponse response, string? since = "s0") =>
        Get<SyncProcessor>().ApplyAsync(response, since, Robot, TestContext.Current.CancellationToken);

    /// <summary>One /sync with these rooms.</summary>
    public Task SyncAsync(params RoomBuilder[] rooms) => SyncAsync(
        new SyncResponse($"s{++_syncs}") { Rooms = SyncRooms.None with { Join = rooms.ToDictionary(room => room.Id, room => room.Build()) } });

    public Task<List<OutboxMessage>> OutboxAsync() =>
        Database.ReadAsync(db => db.Set<OutboxMessage>().OrderBy(row => row.Id).ToListAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    /// <summary>The plain bodies of what waits to be sent to a room, oldest first.</summary>
    public async Task<List<string>> BodiesAsync(RoomId room) =>
        [.. (await OutboxAsync()).Where(row => row.RoomId == room).Select(row => System.Text.Json.JsonDocument.Parse(row.Content).RootElement)
            .Select(content => content.TryGetProperty("body", out var body) ? body.GetString()! : content.ToString())];

    /// <summary>Says that the server took a row and gave it this event id.</summary>
    public Task SentAsync(OutboxMessage row, string eventId) => Get<OutboxStore>().StepAsync(
        [new Sent(row.Id, new EventId(eventId))], 0, [], "BENCH", TestContext.Current.CancellationToken);

    /// <summary>Ends this process's life and starts another on the same data, at the same instant.</summary>
    public async Task<BotBench> RestartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        await Services.DisposeAsync();
        return await StartAsync(Time.GetUtcNow(), settings, Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        ConnectionPool.Clear(Folder);
        if (Directory.Exists(Folder) && !_keepsFolder) Directory.Delete(Folder, recursive: true);
    }

    internal static Dictionary<string, string?> Settings(string data) => new()
    {
        ["Matrix:Homeserver"] = "http://127.0.0.1:9",
        ["Matrix:User"] = "robot",
        ["Matrix:Password"] = "secret",
        ["Matrix:RequestsPerSecond"] = "0",
        ["Storage:Path"] = data,
        ["Privacy:Controller"] = "Rectorat de l'académie de Poitiers",
        ["Privacy:Contact"] = "dpd@ac-poitiers.fr",
    };
}
