using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Campaigns.Life;
using RupnBot.Campaigns.Records;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Reading;
using RupnBot.Polls.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Campaigns;

/// <summary>An editor, some salons with people in them, direct chats, and a campaign driven step by step. Monday 23 November 2026, 9 h.</summary>
internal sealed class CampaignBench : IAsyncDisposable
{
    public const string Editor = "@srane:rupn.test";
    public static readonly RoomId Chat = new("!editor:rupn.test");
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    private readonly HashSet<long> _echoed = [];

    private CampaignBench(BotBench bot) => Bot = bot;

    public BotBench Bot { get; private set; }

    public DateTimeOffset Now => Bot.Time.GetUtcNow();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="salons">Names of salons, and who is in each beside the first, who is its référent.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="now">What the clock says.</param>
    public static async Task<CampaignBench> StartAsync(IReadOnlyDictionary<string, string[]>? salons = null, IReadOnlyDictionary<string, string?>? settings = null, DateTimeOffset? now = null)
    {
        var bench = new CampaignBench(await BotBench.StartAsync(now ?? Monday, new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["Bot:Editors:0"] = Editor }));
        await bench.Bot.SyncAsync(RoomBuilder.Direct(Chat.Value, Editor));
        foreach (var (name, members) in salons ?? TwoSalons()) await bench.Bot.SyncAsync(RoomBuilder.Joined(RoomOf(name).Value, name, members));
        return bench;
    }

    public static Dictionary<string, string[]> TwoSalons() => new()
    {
        ["Moulin"] = [Person("anne"), Person("paul"), Person("zoe")],
        ["Réaumur"] = [Person("karim"), Person("paul"), Person("lise")],
    };

    public static string Person(string name) => $"@{name}:rupn.test";

    public static RoomId RoomOf(string name) => new($"!{string.Concat(name.Where(char.IsAsciiLetterOrDigit))}:rupn.test");

    public static RoomId ChatOf(string name) => new($"!chat-{name}:rupn.test");

    public Task OpenChatAsync(params IEnumerable<string> names) => Bot.SyncAsync([.. names.Select(name => RoomBuilder.Direct(ChatOf(name).Value, Person(name)))]);

    /// <summary>The editor says something and reads the answer.</summary>
    public async Task<string> AskAsync(string text)
    {
        var before = (await Bot.OutboxAsync()).Select(row => row.Id).ToHashSet();
        await Bot.SyncAsync(new RoomBuilder(Chat).Says(Editor, text, Now));
        return string.Join("\n---\n", (await Bot.OutboxAsync()).Where(row => !before.Contains(row.Id)).Select(BodyOf));
    }

    public async Task LaunchAsync(string text)
    {
        await AskAsync(text);
        Assert.StartsWith("C'est parti", await AskAsync("valider"), StringComparison.Ordinal);
        await RoundAsync();
        await EchoAsync();
        await RoundAsync();
    }

    public Task RoundAsync() => Bot.Get<CampaignRounds>().RunAsync(Token);

    public async Task<List<OutboxMessage>> RowsAsync(string type) => [.. (await Bot.OutboxAsync()).Where(row => row.EventType == type)];

    /// <summary>Our own polls' starts and ends come back by /sync.</summary>
    public async Task EchoAsync()
    {
        foreach (var row in (await Bot.OutboxAsync()).Where(row => (row.EventType == EventTypes.PollStart || row.EventType == EventTypes.PollEnd) && row.State == OutboxState.Queued && _echoed.Add(row.Id)))
        {
            var start = row.DependsOnId is { } id ? $"$row{id}" : "";
            var content = row.Content.Replace(OutboxMessage.TargetPlaceholder, start, StringComparison.Ordinal);
            await Bot.SyncAsync(new RoomBuilder(row.RoomId).Sends(BotBench.Robot.Value, row.EventType, JsonSerializer.Deserialize<JsonElement>(content), Now, $"$row{row.Id}"));
        }
    }

    /// <summary>Votes in the latest poll of a campaign that stands in the room.</summary>
    public async Task VoteAsync(string name, RoomId room, string answer, DateTimeOffset? at = null)
    {
        var start = await Bot.Database.ReadAsync(
            db => db.Set<Poll>().Where(poll => poll.RoomId == room && poll.CampaignId != null).OrderByDescending(poll => poll.Id).Select(poll => poll.StartEvent).FirstAsync(Token), Token);
        await Bot.SyncAsync(new RoomBuilder(room).Sends(Person(name), EventTypes.PollResponse, new Dictionary<string, object>
        {
            [EventTypes.PollResponse] = new { answers = new[] { answer } },
            ["m.relates_to"] = new { rel_type = "m.reference", event_id = start!.Value.Value },
        }, at ?? Now));
    }

    /// <summary>The polls end: their end leaves and comes back, what relates to them is read, all is counted.</summary>
    public async Task CloseAsync(DateTimeOffset at)
    {
        Bot.Time.SetUtcNow(at);
        await RoundAsync();
        await Bot.Get<PollRounds>().RunAsync(Token);
        await EchoAsync();
        await ReadAsync();
        await RoundAsync();
    }

    public Task<Campaign> CampaignAsync() => Bot.Database.ReadAsync(db => db.Set<Campaign>().OrderByDescending(campaign => campaign.Id).FirstAsync(Token), Token);

    public Task<List<CampaignPlace>> PlacesAsync() => Bot.Database.ReadAsync(db => db.Set<CampaignPlace>().OrderBy(place => place.Id).ToListAsync(Token), Token);

    public async Task<string?> ResultAsync() => (await Bot.OutboxAsync()).Where(row => row.Key?.StartsWith("campaign-result:", StringComparison.Ordinal) == true).Select(BodyOf).SingleOrDefault();

    /// <summary>The file that was queued last.</summary>
    public Task<byte[]> LastFileAsync() =>
        Bot.Database.ReadAsync(db => db.Set<OutboxAttachment>().OrderByDescending(file => file.Id).Select(file => file.Bytes).FirstAsync(Token), Token);

    public async Task RestartAsync()
    {
        await Bot.Services.DisposeAsync();
        Bot = await BotBench.StartAsync(Now, new Dictionary<string, string?> { ["Bot:Editors:0"] = Editor }, Bot.Folder);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        if (Directory.Exists(Bot.Folder)) Directory.Delete(Bot.Folder, recursive: true);
    }

    /// <summary>What it says, its no-break spaces made plain, to be compared with what one types.</summary>
    public static string BodyOf(OutboxMessage row) => JsonDocument.Parse(row.Content).RootElement.TryGetProperty("body", out var body) ? body.GetString()!.Replace('\u00A0', ' ') : row.Content;

    // From a server that has nothing to add to what /sync brought.
    private async Task ReadAsync()
    {
        var handler = ((IEnumerable<IJobHandler>)Bot.Services.GetService(typeof(IEnumerable<IJobHandler>))!).OfType<PollReadJob>().Single();
        await Bot.Database.WriteAsync(
            async db =>
            {
                foreach (var job in await db.Set<Job>().AsTracking().Where(job => job.Kind == PollReadJob.JobKind).ToListAsync(Token))
                {
                    db.Remove(job);
                    await db.SaveChangesAsync(Token);
                    await handler.StoreAsync(db, JsonSerializer.Deserialize<PollReadPayload>(job.Payload)!, [], Token);
                }
            },
            Token);
    }
}
