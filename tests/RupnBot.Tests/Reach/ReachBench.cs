using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Digests;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Reach.Receiving;
using RupnBot.Reach.Records;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Reach;

/// <summary>A salon of twelve that measures, subscribed to the SRANE; receipts come as /sync brings them. It is Monday 23 November 2026, 9 h.</summary>
internal sealed class ReachBench : IAsyncDisposable
{
    public static readonly RoomId Salon = new("!salon:rupn.test");
    public static readonly RoomId Chat = new("!chat:rupn.test");
    private int _events;
    private int _articles;

    private ReachBench(BotBench bot, string[] members) => (Bot, Members) = (bot, members);

    public BotBench Bot { get; private set; }

    /// <summary>The first is the référent.</summary>
    public string[] Members { get; }

    public string Anne => Members[0];

    public DateTimeOffset Now => Bot.Time.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ReachBench> StartAsync(int members = 12, bool isOn = true)
    {
        string[] names = ["@anne:rupn.test", .. Enumerable.Range(2, members - 1).Select(i => $"@m{i}:rupn.test")];
        var bench = new ReachBench(await BotBench.StartAsync(), names);
        await bench.Bot.SyncAsync(RoomBuilder.Joined(Salon.Value, "Salle des profs", names), RoomBuilder.Direct(Chat.Value, names[0]));
        await bench.Bot.Database.WriteAsync(
            db =>
            {
                db.Add(new Source { Id = 1, Name = "SRANE", FoldedName = "srane", Address = "https://exemple.fr/rss", IsCatalog = true, NextPollAt = DateTimeOffset.MaxValue });
                return Task.CompletedTask;
            },
            Token);
        await bench.SayAsync("abonner SRANE quotidien 9h");
        if (isOn) await bench.SayAsync("suivi oui");
        return bench;
    }

    public Task SayAsync(string text, string? user = null, RoomId? room = null) => Bot.SyncAsync(new RoomBuilder(room ?? Chat).Says(user ?? Anne, text, Now));

    public async Task<string> AskAsync(string text, string? user = null, RoomId? room = null)
    {
        await SayAsync(text, user, room);
        return (await Bot.BodiesAsync(room ?? Chat))[^1];
    }

    /// <summary>The next morning's digest is made, taken by the server and comes back.</summary>
    /// <returns>Its event.</returns>
    public async Task<string> DigestAsync(params string[] topics)
    {
        Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await Bot.Database.WriteAsync(
            db =>
            {
                db.Add(new Article { SourceId = 1, Key = $"k{++_articles}", Title = $"Article {_articles}", Link = $"https://exemple.fr/{_articles}", FirstSeenAt = Now, Topics = [.. topics], FoldedTopics = [.. topics.Select(Topic.Fold)] });
                return Task.CompletedTask;
            },
            Token);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        do Bot.Time.Advance(TimeSpan.FromHours(1));
        while (TimeZoneInfo.ConvertTime(Now, zone) is not { Hour: 9, DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) });
        Bot.Time.Advance(TimeSpan.FromMinutes(5));
        await Bot.Get<DigestTick>().RunAsync(Token);
        var row = (await Bot.OutboxAsync()).Last(row => row.Key?.StartsWith("digest:", StringComparison.Ordinal) == true);
        Assert.Equal(OutboxState.Queued, row.State);
        var id = $"$digest{++_events}";
        await Bot.SyncAsync(new RoomBuilder(Salon).Sends(BotBench.Robot.Value, EventTypes.Message, JsonSerializer.Deserialize<JsonElement>(row.Content), Now, id));
        await Bot.Get<DigestTick>().RunAsync(Token);
        return id;
    }

    /// <summary>Someone writes in the salon a minute later.</summary>
    /// <returns>The event.</returns>
    public async Task<string> TalkAsync(string? user = null)
    {
        Bot.Time.Advance(TimeSpan.FromMinutes(1));
        var id = $"$talk{++_events}";
        await Bot.SyncAsync(new RoomBuilder(Salon).Says(user ?? Members[1], "Qui a la clé du CDI ?", Now, id));
        return id;
    }

    /// <summary>The clients of these have shown the event.</summary>
    public Task ReadAsync(string eventId, params string[] users) => ReceiptAsync(eventId, null, users);

    public Task ReceiptAsync(string eventId, string? thread, params string[] users) => BringAsync(new Dictionary<string, object>
    {
        [eventId] = new Dictionary<string, object>
        {
            ["m.read"] = users.ToDictionary(
                user => user,
                object (_) => thread is null ? new Dictionary<string, object> { ["ts"] = Now.ToUnixTimeMilliseconds() } : new Dictionary<string, object> { ["ts"] = Now.ToUnixTimeMilliseconds(), ["thread_id"] = thread }),
        },
    });

    /// <summary>An answer of the server with nothing but receipts.</summary>
    public async Task BringAsync(object receipts)
    {
        Bot.Time.Advance(TimeSpan.FromSeconds(5));
        var joined = new JoinedRoom { Ephemeral = [new BasicEvent(EventTypes.Receipt, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(receipts)))] };
        await Bot.SyncAsync(new SyncResponse($"r{++_events}") { Rooms = SyncRooms.None with { Join = new Dictionary<RoomId, JoinedRoom> { [Salon] = joined } } });
    }

    /// <summary>What <c>suivi</c> says of the latest.</summary>
    public async Task<string> FigureAsync() => (await AskAsync("suivi")).Split('\n').First(line => line.StartsWith("- ", StringComparison.Ordinal));

    public Task<int> CountAsync<T>()
        where T : class => Bot.Database.ReadAsync(db => db.Set<T>().CountAsync(Token), Token);

    public Task<List<ReachItem>> ItemsAsync() => Bot.Database.ReadAsync(db => db.Set<ReachItem>().OrderBy(item => item.Id).ToListAsync(Token), Token);

    /// <summary>The server answers where an event stands.</summary>
    public Task PlacedAsync(string eventId, DateTimeOffset? at) => Bot.Database.WriteAsync(db => EventPlaceJob.StoreAsync(db, Salon, new EventId(eventId), at?.ToUnixTimeMilliseconds() ?? 0, Token), Token);

    public Task<List<Job>> JobsAsync() => Bot.Database.ReadAsync(db => db.Set<Job>().Where(job => job.Kind == EventPlaceJob.JobKind).ToListAsync(Token), Token);

    public Task<int> WaitedForAsync() => Bot.Database.ReadAsync(db => EventPlaceJob.WaitedFor(db, Salon).CountAsync(Token), Token);

    /// <summary>The salon's job runs, on a server that says of each event when it was sent, or that it is not known.</summary>
    public async Task AskPlacesAsync(Func<string, DateTimeOffset?> sentAt, Func<Task>? meanwhile = null)
    {
        using var http = new HttpClient(new Events(sentAt, meanwhile));
        var client = new MatrixClient(http, new MatrixClientOptions { Homeserver = new Uri("http://127.0.0.1:9") }, Bot.Time);
        client.UseSession(new MatrixSession(BotBench.Robot, new DeviceId("BENCH"), "token"));
        Bot.Get<BotSession>().Provide(client, BotBench.Robot, new DeviceId("BENCH"));
        Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await Bot.Get<JobWorker>().RunDueAsync(Token);
    }

    public Task PurgeAsync() => Bot.Database.WriteAsync(
        async db =>
        {
            foreach (var data in Bot.Services.GetServices<IPersonalData>()) await data.PurgeAsync(db, Now, Token);
        },
        Token);

    public async Task RestartAsync() => Bot = await Bot.RestartAsync();

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        if (Directory.Exists(Bot.Folder)) Directory.Delete(Bot.Folder, recursive: true);
    }

    private sealed class Events(Func<string, DateTimeOffset?> sentAt, Func<Task>? meanwhile) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var id = Uri.UnescapeDataString(request.RequestUri!.Segments[^1]);
            if (meanwhile is not null) await meanwhile();
            return sentAt(id) is { } at
                ? Json(System.Net.HttpStatusCode.OK, new { type = "m.sticker", event_id = id, room_id = Salon.Value, sender = "@m2:rupn.test", origin_server_ts = at.ToUnixTimeMilliseconds(), content = new { } })
                : Json(System.Net.HttpStatusCode.NotFound, new { errcode = "M_NOT_FOUND", error = "Event not found." });
        }

        private static HttpResponseMessage Json(System.Net.HttpStatusCode status, object body) => new(status) { Content = JsonContent.Create(body) };
    }
}
