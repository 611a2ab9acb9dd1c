using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Digests;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Commands.Table;

/// <summary>A bot with all seats, each salon prepared as a row wants it. Monday 23 November 2026, 9 h in Paris, unless the row lets time pass.</summary>
internal sealed class CommandStage(BotBench bot, CommandRow row) : IAsyncDisposable
{
    // Every message writes there.
    private static readonly string[] AlwaysChanged = ["outbox", "outbox_attachments", "handled_commands", "pending_questions", "sync_position", "jobs"];

    private static readonly (char Letter, string[] Keys)[] Answers =
    [
        ('-', ["Bot.NotReferentAsk", "Bot.NotReferent"]), ('E', ["Bot.OnlyEditors"]), ('A', ["Bot.OnlyAdministrators"]), ('S', ["Bot.OnlyInSalon"]),
        ('D', ["Bot.OnlyInDirect"]), ('x', ["Bot.Stranger"]),
    ];

    // Between one who speaks and the next nothing changes.
    private Dictionary<string, string>? _tables;
    private long _echoed;
    private int _articles;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Texts Texts => bot.Get<Texts>();

    public static async Task<CommandStage> SetAsync(CommandRow row)
    {
        var settings = new Dictionary<string, string?> { ["Bot:AllowedUsers:0"] = $"@*:{Seat.OwnServer}", ["Bot:AllowedUsers:1"] = $"@*:{Seat.ExternalServer}" };
        foreach (var (seat, index) in Seat.All.Where(seat => seat.Column == 0).Select((seat, index) => (seat, index))) settings[$"Bot:Administrators:{index}"] = seat.User;
        foreach (var (seat, index) in Seat.All.Where(seat => seat.Column == 1).Select((seat, index) => (seat, index))) settings[$"Bot:Editors:{index}"] = seat.User;
        var stage = new CommandStage(await BotBench.StartAsync(settings: settings), row);
        await stage.EnterAsync();
        foreach (var before in row.Before) await stage.AnneSaysAsync(before);
        if (row.After is { } after) await after(stage);
        return stage;
    }

    /// <summary>The référent of each salon writes there, and what the bot answers comes back as /sync would bring it.</summary>
    public async Task AnneSaysAsync(string text)
    {
        await bot.SyncAsync([.. Seat.All.Select(seat => new RoomBuilder(seat.Salon).Says(seat.Anne, $"!{text}", bot.Time.GetUtcNow()))]);
        await EchoAsync();
    }

    public Task PublishAsync(int count) => WriteAsync(db =>
    {
        for (var i = 0; i < count; i++)
        {
            var number = ++_articles;
            db.Add(new Article
            {
                SourceId = 1, Key = $"key{number}", Title = $"Des tablettes, {number}", Link = $"https://exemple.fr/{number}", FirstSeenAt = bot.Time.GetUtcNow().AddSeconds(number),
                Topics = ["Numérique"], FoldedTopics = ["numerique"],
            });
        }
    });

    /// <summary>Articles come, and with the next morning the digest, which is sent.</summary>
    public async Task DigestAsync(int articles)
    {
        await PublishAsync(articles);
        bot.Time.SetUtcNow(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(1)));
        await bot.Get<DigestTick>().RunAsync(Token);
        await EchoAsync();
        await bot.Database.WriteAsync(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(sent => sent.State, OutboxState.Sent), Token), Token);
        await bot.Get<DigestTick>().RunAsync(Token);
    }

    public Task WriteAsync(Action<BotDbContext> change) => bot.Database.WriteAsync(
        db =>
        {
            change(db);
            return Task.CompletedTask;
        },
        Token);

    /// <summary>The one of this seat writes what the row says.</summary>
    public async Task<Happened> SayAsync(Seat seat)
    {
        var before = _tables ?? await SnapshotAsync();
        var jobs = await JobsAsync();
        var known = (await bot.OutboxAsync()).Select(sent => sent.Id).ToHashSet();
        var said = row.Said.Replace("{who}", seat.Name, StringComparison.Ordinal);
        await bot.SyncAsync(new RoomBuilder(seat.Place).Says(seat.User, seat.IsDirect ? said : $"!{said}", bot.Time.GetUtcNow(), replyTo: row.ReplyTo is { } answered ? $"{answered}-{seat.Name}" : null));
        var rows = (await bot.OutboxAsync()).Where(sent => !known.Contains(sent.Id)).ToList();
        var after = _tables = await SnapshotAsync();
        return new Happened(
            [.. rows.Select(BodyOf)],
            rows,
            [.. (await JobsAsync()).Where(job => !jobs.Exists(old => old.Id == job.Id)).Select(job => job.Kind)],
            await bot.Database.ReadAsync(db => db.Set<PendingQuestion>().AnyAsync(question => question.RoomId == seat.Place && question.UserId == new UserId(seat.User), Token), Token),
            [.. after.Where(table => before[table.Key] != table.Value).Select(table => table.Key)]);
    }

    /// <summary>The letter of what happened; several, or none, when the table has no single one for it.</summary>
    public string Read(Happened happened)
    {
        var letters = new StringBuilder();
        foreach (var (letter, keys) in Answers)
            if (keys.Any(key => happened.Bodies.Any(body => Effect.IsText(key, body, Texts)))) letters.Append(letter);
        if (row.Otherwise.Length > 0 && happened.Bodies.Any(body => Effect.IsText(row.Otherwise, body, Texts))) letters.Append('o');
        if (happened.Asks) letters.Append('?');
        else if (row.Does.Is(happened, Texts)) letters.Append('+');
        return letters.ToString();
    }

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    private async Task EnterAsync()
    {
        await bot.SyncAsync([.. Seat.All.SelectMany(seat => new[] { SalonOf(seat), RoomBuilder.Direct(seat.Chat.Value, seat.User) })]);
        await WriteAsync(db => db.Add(new Source
        {
            Id = 1, Name = "SRANE", FoldedName = "srane", Address = "https://exemple.fr/rss", IsCatalog = true, Topics = ["Numérique"], FoldedTopics = ["numerique"],
        }));
        await PublishAsync(1);
        await bot.SyncAsync([.. Seat.All.Where(seat => seat.Kind == "named").Select(seat => new RoomBuilder(seat.Salon).Says(seat.Anne, $"!referent {seat.User}", bot.Time.GetUtcNow()))]);
        await EchoAsync();
    }

    private static RoomBuilder SalonOf(Seat seat)
    {
        var salon = RoomBuilder.Joined(seat.Salon.Value, "Salle des profs", seat.Anne, seat.User);
        if (seat.Kind != "moderator") return salon;
        return salon.State(EventTypes.PowerLevels, "", seat.Anne, new { users = new Dictionary<string, int> { [seat.Anne] = 100, [seat.User] = 50 }, events_default = 0, state_default = 100 });
    }

    /// <summary>All that waited has been sent and comes back.</summary>
    private async Task EchoAsync()
    {
        var rows = (await bot.OutboxAsync()).Where(sent => sent.Id > _echoed && sent.Kind == OutboxKind.Event).ToList();
        if (rows.Count == 0) return;
        _echoed = rows[^1].Id;
        await bot.SyncAsync([.. rows.GroupBy(sent => sent.RoomId).Select(room => room.Aggregate(new RoomBuilder(room.Key), (builder, sent) =>
            builder.Sends(BotBench.Robot.Value, sent.EventType, ContentOf(sent), bot.Time.GetUtcNow(), $"$row{sent.Id}")))]);
    }

    private static JsonElement ContentOf(OutboxMessage sent) =>
        JsonSerializer.Deserialize<JsonElement>(sent.Content.Replace(OutboxMessage.TargetPlaceholder, $"$row{sent.DependsOnId}", StringComparison.Ordinal));

    private static string BodyOf(OutboxMessage sent) =>
        JsonDocument.Parse(sent.Content).RootElement.TryGetProperty("body", out var body) ? body.GetString()! : sent.EventType;

    private Task<List<Job>> JobsAsync() => bot.Database.ReadAsync(db => db.Set<Job>().ToListAsync(Token), Token);

    /// <summary>What every table holds, as a fingerprint.</summary>
    private Task<Dictionary<string, string>> SnapshotAsync() => bot.Database.ReadAsync(
        async db =>
        {
            var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().Except(AlwaysChanged).ToList();
            var all = new Dictionary<string, string>();
            await db.Database.OpenConnectionAsync(Token);
            foreach (var table in tables) all[table] = await FingerprintAsync(db, table);
            return all;
        },
        Token);

    private static async Task<string> FingerprintAsync(BotDbContext db, string table)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY rowid";
        await using var reader = await command.ExecuteReaderAsync(Token);
        var text = new StringBuilder();
        while (await reader.ReadAsync(Token))
            for (var column = 0; column < reader.FieldCount; column++) text.Append(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column)).Append('\u001F');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
