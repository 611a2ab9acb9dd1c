using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Reading;
using RupnBot.Polls.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Polls.Life;

/// <summary>A salon with its référent and two colleagues, and a poll in it driven step by step.</summary>
internal sealed class PollBench : IAsyncDisposable
{
    public const string Anne = "@anne:rupn.test";
    public const string Karim = "@karim:rupn.test";
    public const string Lise = "@lise:rupn.test";
    public const string Start = "$start";
    public const string End = "$end";

    public static readonly RoomId Salon = new("!salon:rupn.test");
    public static readonly RoomId Chat = new("!chat:rupn.test");

    private PollBench(BotBench bot) => Bot = bot;

    public BotBench Bot { get; private set; }

    public DateTimeOffset Now => Bot.Time.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PollBench> StartAsync(DateTimeOffset? now = null, bool withChat = false)
    {
        var bench = new PollBench(await BotBench.StartAsync(now));
        await bench.Bot.SyncAsync(RoomBuilder.Joined(Salon.Value, "Salle des profs", Anne, Karim, Lise));
        if (withChat) await bench.Bot.SyncAsync(RoomBuilder.Direct(Chat.Value, Karim));
        return bench;
    }

    /// <summary>Polls of a bot that someone else started and ends.</summary>
    public static PollBench On(BotBench bot) => new(bot);

    /// <summary>A poll of two answers that ends on Friday at 18 h, taken by the server and come back.</summary>
    public static async Task<PollBench> WithPollAsync(bool withChat = false)
    {
        var bench = await StartAsync(withChat: withChat);
        await bench.SayAsync(Anne, "!sondage Quel atelier ? | Tablettes | Pix | fin: vendredi 18h");
        await bench.EchoAsync(EventTypes.PollStart, Start);
        return bench;
    }

    public Task SayAsync(string user, string text, string? eventId = null, string? replyTo = null, RoomId? room = null) =>
        Bot.SyncAsync(new RoomBuilder(room ?? Salon).Says(user, text, Now, eventId, replyTo));

    public Task VoteAsync(string user, string answer, DateTimeOffset? at = null, string? eventId = null) =>
        Bot.SyncAsync(new RoomBuilder(Salon).Sends(user, EventTypes.PollResponse, Vote(answer), at ?? Now, eventId));

    public Task EndAsync(string user, DateTimeOffset? at = null, string? eventId = null) =>
        Bot.SyncAsync(new RoomBuilder(Salon).Sends(user, EventTypes.PollEnd, Ending(), at ?? Now, eventId));

    public Task RedactAsync(string user, string target, RoomId? room = null) =>
        Bot.SyncAsync(new RoomBuilder(room ?? Salon).Sends(user, EventTypes.Redaction, new { redacts = target }, Now));

    public async Task<List<OutboxMessage>> RowsAsync(string type) => [.. (await Bot.OutboxAsync()).Where(row => row.EventType == type)];

    /// <summary>The latest of our own events of this type comes back by /sync.</summary>
    public async Task EchoAsync(string type, string eventId, DateTimeOffset? at = null)
    {
        var row = (await RowsAsync(type)).Last();
        var content = row.Content.Replace(OutboxMessage.TargetPlaceholder, Start, StringComparison.Ordinal);
        await Bot.SyncAsync(new RoomBuilder(row.RoomId).Sends(BotBench.Robot.Value, type, JsonSerializer.Deserialize<JsonElement>(content), at ?? Now, eventId));
    }

    public Task RoundAsync() => Bot.Get<PollRounds>().RunAsync(Token);

    /// <summary>What waits to be read of polls is read: here from a server that has nothing to add to what /sync brought.</summary>
    public async Task ReadAsync(params MatrixEvent[] related)
    {
        var handler = Bot.Services.GetService(typeof(IEnumerable<IJobHandler>)) is IEnumerable<IJobHandler> all ? all.OfType<PollReadJob>().Single() : throw new InvalidOperationException();
        await Bot.Database.WriteAsync(
            async db =>
            {
                foreach (var job in await db.Set<Job>().AsTracking().Where(job => job.Kind == PollReadJob.JobKind).ToListAsync(Token))
                {
                    db.Remove(job);
                    await db.SaveChangesAsync(Token);
                    await handler.StoreAsync(db, JsonSerializer.Deserialize<PollReadPayload>(job.Payload)!, related, Token);
                }
            },
            Token);
    }

    public Task<Poll> PollAsync() => Bot.Database.ReadAsync(db => db.Set<Poll>().SingleAsync(Token), Token);

    public Task<int> BallotsAsync() => Bot.Database.ReadAsync(db => db.Set<PollBallot>().CountAsync(Token), Token);

    /// <summary>The result's text in the salon, if it is out.</summary>
    public async Task<string?> ResultAsync() =>
        (await RowsAsync(EventTypes.Message)).Where(row => row.Key?.StartsWith("poll-result:", StringComparison.Ordinal) == true)
            .Select(row => JsonDocument.Parse(row.Content).RootElement.GetProperty("body").GetString()).SingleOrDefault();

    /// <summary>Friday 18 h comes, our end leaves and comes back.</summary>
    public async Task CloseInTimeAsync(DateTimeOffset? endedAt = null)
    {
        Bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(1)));
        await RoundAsync();
        await EchoAsync(EventTypes.PollEnd, End, endedAt);
    }

    public async Task RestartAsync() => Bot = await Bot.RestartAsync();

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        if (Directory.Exists(Bot.Folder)) Directory.Delete(Bot.Folder, recursive: true);
    }

    public static object Vote(string answer, string start = Start) => new Dictionary<string, object>
    {
        [EventTypes.PollResponse] = new { answers = new[] { answer } },
        ["m.relates_to"] = new { rel_type = "m.reference", event_id = start },
    };

    public static object Ending() => new Dictionary<string, object>
    {
        [EventTypes.PollEnd] = new { },
        ["m.relates_to"] = new { rel_type = "m.reference", event_id = Start },
    };
}
