using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Newsletters.Sending;
using RupnBot.Storage;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Newsletters;

/// <summary>The whole bot with an editor's chat and some salons, whose homeserver takes what the outbox gives.</summary>
internal sealed class LetterBench : IAsyncDisposable
{
    public const string Anne = "@anne:rupn.test";
    public const string Paul = "@paul:rupn.test";
    public const string Karim = "@karim:rupn.test";

    public static readonly RoomId Chat = new("!chat:rupn.test");
    public static readonly RoomId PaulsChat = new("!paul:rupn.test");

    private BotBench _bot;

    private LetterBench(BotBench bot) => _bot = bot;

    public BotBench Bot => _bot;

    public List<RoomId> Salons { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="salons">How many there are.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="now">A Monday morning in term by default.</param>
    public static async Task<LetterBench> StartAsync(int salons = 3, Dictionary<string, string?>? settings = null, DateTimeOffset? now = null)
    {
        var bench = new LetterBench(await BotBench.StartAsync(now, With(settings)));
        await bench._bot.SyncAsync(RoomBuilder.Direct(Chat.Value, Anne), RoomBuilder.Direct(PaulsChat.Value, Paul));
        for (var i = 1; i <= salons; i++) await bench.OpenAsync($"!salon{i}:rupn.test", $"Salon {i}");
        return bench;
    }

    public async Task OpenAsync(string id, string name)
    {
        await _bot.SyncAsync(RoomBuilder.Joined(id, name, Karim));
        Salons.Add(new RoomId(id));
    }

    /// <summary>From now on the salon is encrypted.</summary>
    public Task EncryptAsync(RoomId salon) =>
        _bot.SyncAsync(new RoomBuilder(salon).Sends(Karim, "m.room.encryption", new { algorithm = "m.megolm.v1.aes-sha2" }, _bot.Time.GetUtcNow(), stateKey: ""));

    /// <summary>The editor says something; the bot's answers reach them.</summary>
    public Task SayAsync(string body, string? replyTo = null) => SayAsync(Anne, Chat, body, replyTo);

    public async Task SayAsync(string user, RoomId chat, string body, string? replyTo = null)
    {
        await _bot.SyncAsync(new RoomBuilder(chat).Says(user, body, _bot.Time.GetUtcNow(), replyTo: replyTo));
        await DispatchAsync(row => row.RoomId == Chat || row.RoomId == PaulsChat);
    }

    /// <summary>A letter ready to go: written, addressed to all, and validated.</summary>
    public async Task<Newsletter> ValidatedAsync(string text = "#### Ateliers\nMardi à midi", string? when = null)
    {
        await SayAsync("lettre " + text);
        await SayAsync("à : tous");
        if (when is not null) await SayAsync("envoyer " + when);
        await SayAsync("valider");
        return await LetterAsync();
    }

    public Task TickAsync() => _bot.Get<LetterTick>().RunAsync(Ct);

    /// <summary>Ticks and sends until nothing moves any more.</summary>
    public async Task FinishAsync()
    {
        for (var round = 0; round < 60; round++)
        {
            await TickAsync();
            await DispatchAsync();
            _bot.Time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>The homeserver takes what may leave; rows the filter refuses stay.</summary>
    /// <param name="takes">Null: all.</param>
    /// <param name="answer">What becomes of a row; null: it is sent.</param>
    /// <param name="rounds">One message a room in each.</param>
    public async Task DispatchAsync(Func<OutboxMessage, bool>? takes = null, Func<OutboxMessage, SendOutcome>? answer = null, int rounds = int.MaxValue)
    {
        var store = _bot.Get<OutboxStore>();
        var held = takes is null ? [] : (await _bot.OutboxAsync()).Where(row => !takes(row)).Select(row => row.RoomId).ToHashSet();
        for (var round = 0; round < rounds; round++)
        {
            var claimed = await store.StepAsync([], 500, held, "BENCH", Ct);
            if (claimed.Count == 0) return;
            await store.StepAsync([.. claimed.Select(message => answer?.Invoke(message.Row) ?? new Sent(message.Row.Id, new EventId($"$sent{message.Row.Id}")))], 0, [], "BENCH", Ct);
        }
    }

    public async Task<Newsletter> LetterAsync() => await ReadAsync(db => db.Set<Newsletter>().OrderByDescending(letter => letter.Id).FirstAsync(Ct));

    public Task<List<NewsletterDelivery>> DeliveriesAsync() => ReadAsync(db => db.Set<NewsletterDelivery>().OrderBy(delivery => delivery.Id).ToListAsync(Ct));

    public Task<T> ReadAsync<T>(Func<BotDbContext, Task<T>> read) => _bot.Database.ReadAsync(read, Ct);

    /// <summary>The event of the last message of the chat that says this.</summary>
    public async Task<string> EventOfAsync(string words, RoomId? chat = null)
    {
        var row = (await _bot.OutboxAsync()).Last(row => row.RoomId == (chat ?? Chat) && row.Content.Contains(words, StringComparison.Ordinal) && row.EventId is not null);
        return row.EventId!.Value.Value;
    }

    /// <summary>What was said to the editor last.</summary>
    public async Task<string> LastAsync(RoomId? chat = null) => (await _bot.BodiesAsync(chat ?? Chat))[^1].Replace('\u00A0', ' ');

    /// <summary>What a member sees in a room: edits applied, redacted messages gone. Each that anything of is left counts.</summary>
    public async Task<List<string>> ShownAsync(RoomId room)
    {
        var rows = (await _bot.OutboxAsync()).Where(row => row.RoomId == room && row.State == OutboxState.Sent).ToList();
        var shown = new Dictionary<long, string>();
        foreach (var row in rows.Where(row => row.Kind == OutboxKind.Event && !row.Content.Contains("m.replace", StringComparison.Ordinal)))
            shown[row.Id] = JsonDocument.Parse(row.Content).RootElement.GetProperty("body").GetString()!;
        foreach (var row in rows.Where(row => row.Content.Contains("m.replace", StringComparison.Ordinal)))
            shown[row.DependsOnId!.Value] = JsonDocument.Parse(row.Content).RootElement.GetProperty("m.new_content").GetProperty("body").GetString()!;
        foreach (var row in rows.Where(row => row.Kind == OutboxKind.Redaction)) shown.Remove(row.DependsOnId!.Value);
        return [.. shown.Values.Where(body => !body.StartsWith("Bonjour, je suis", StringComparison.Ordinal)).Select(body => body.Replace('\u00A0', ' '))];
    }

    /// <summary>Of each salon what its members see.</summary>
    public async Task<List<List<string>>> ShownEverywhereAsync()
    {
        var all = new List<List<string>>();
        foreach (var salon in Salons) all.Add(await ShownAsync(salon));
        return all;
    }

    public async Task RestartAsync(Dictionary<string, string?>? settings = null) => _bot = await _bot.RestartAsync(With(settings));

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    private static Dictionary<string, string?> With(Dictionary<string, string?>? settings)
    {
        var all = new Dictionary<string, string?> { ["Bot:Editors:0"] = Anne, ["Bot:Editors:1"] = Paul };
        foreach (var (key, value) in settings ?? []) all[key] = value;
        return all;
    }
}
