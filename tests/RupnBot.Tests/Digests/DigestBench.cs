using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Digests;
using RupnBot.Digests.Slots;
using RupnBot.Matrix;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Subscriptions;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Digests;

/// <summary>A salon, its référent, two sources and a clock: Monday 23 November 2026, 9 h in Paris.</summary>
internal sealed class DigestBench : IAsyncDisposable
{
    public const string Anne = "@anne:rupn.test";
    public const string Paul = "@paul:rupn.test";
    public static readonly RoomId Salon = new("!salon:rupn.test");
    public static readonly RoomId Chat = new("!chat:rupn.test");
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private int _articles;

    private DigestBench(BotBench bot) => Bot = bot;

    public BotBench Bot { get; private set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<DigestBench> StartAsync(DateTimeOffset? now = null)
    {
        var bench = new DigestBench(await BotBench.StartAsync(now));
        await bench.Bot.SyncAsync(RoomBuilder.Joined(Salon.Value, "Salle des profs", Anne, Paul), RoomBuilder.Direct(Chat.Value, Anne));
        await bench.Bot.Database.WriteAsync(
            db =>
            {
                db.Add(SourceOf(1, "SRANE", "Numérique"));
                db.Add(SourceOf(2, "Pix", "Pix", "Évaluation"));
                return Task.CompletedTask;
            },
            Token);
        return bench;
    }

    public static DateTimeOffset At(int day, int hour, int minute = 0, int month = 11, int year = 2026)
    {
        var local = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, Paris.GetUtcOffset(local));
    }

    /// <summary>Says something and returns what was answered, in the salon or in direct chat.</summary>
    public async Task<string> AskAsync(string text, RoomId? where = null, string user = Anne)
    {
        var before = (await Bot.OutboxAsync()).Select(row => row.Id).ToHashSet();
        await Bot.SyncAsync(new RoomBuilder(where ?? Chat).Says(user, text, Bot.Time.GetUtcNow()));
        return string.Join("\n---\n", (await Bot.OutboxAsync()).Where(row => !before.Contains(row.Id)).Select(BodyOf));
    }

    public async Task TickAtAsync(DateTimeOffset instant)
    {
        if (instant > Bot.Time.GetUtcNow()) Bot.Time.SetUtcNow(instant);
        await TickAsync();
    }

    public Task TickAsync() => Bot.Get<DigestTick>().RunAsync(Token);

    public async Task PublishAsync(int count, long source = 1, DateTimeOffset? seen = null, bool isBacklog = false, params string[] topics)
    {
        var at = seen ?? Bot.Time.GetUtcNow();
        await Bot.Database.WriteAsync(
            db =>
            {
                for (var i = 0; i < count; i++)
                {
                    var number = ++_articles;
                    db.Add(new Article
                    {
                        SourceId = source, Key = $"key{number}", Title = $"Article {number}", Link = $"https://exemple.fr/{number}", FirstSeenAt = at.AddSeconds(number), IsBacklog = isBacklog,
                        Topics = [.. topics], FoldedTopics = [.. topics.Select(Topic.Fold)],
                    });
                }

                return Task.CompletedTask;
            },
            Token);
    }

    public async Task<List<OutboxMessage>> DigestsAsync(RoomId? salon = null) =>
        [.. (await Bot.OutboxAsync()).Where(row => row.RoomId == (salon ?? Salon) && row.Key?.StartsWith("digest:", StringComparison.Ordinal) == true)];

    public async Task<List<string>> DigestBodiesAsync() => [.. (await DigestsAsync()).Select(BodyOf)];

    public Task<List<DigestSlot>> SlotsAsync() => Bot.Database.ReadAsync(db => db.Set<DigestSlot>().OrderBy(slot => slot.Day).ToListAsync(Token), Token);

    public Task<List<Subscription>> SubscriptionsAsync() => Bot.Database.ReadAsync(db => db.Set<Subscription>().OrderBy(row => row.Id).ToListAsync(Token), Token);

    /// <summary>The outbox ended with a digest.</summary>
    public Task EndAsync(OutboxMessage digest, OutboxState state) => Bot.Database.WriteAsync(
        db => db.Set<OutboxMessage>().Where(row => row.Id == digest.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state).SetProperty(row => row.Reason, "M_FORBIDDEN"), Token), Token);

    public async Task RestartAsync() => Bot = await Bot.RestartAsync();

    public ValueTask DisposeAsync() => Bot.DisposeAsync();

    private static Source SourceOf(long id, string name, params string[] topics) => new()
    {
        Id = id, Name = name, FoldedName = Topic.Fold(name), Address = $"https://exemple.fr/rss{id}", IsCatalog = true,
        Topics = [.. topics], FoldedTopics = [.. topics.Select(Topic.Fold)],
    };

    private static string BodyOf(OutboxMessage row) => System.Text.Json.JsonDocument.Parse(row.Content).RootElement.GetProperty("body").GetString()!.Replace('\u00A0', ' ');
}
