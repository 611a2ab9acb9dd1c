using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Schools;
using RupnBot.Schools.Import;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Schools;

/// <summary>Some schools, three salons, a référent, an editor and a colleague, each with a direct chat.</summary>
internal sealed class SchoolsBench : IAsyncDisposable
{
    public const string Anne = "@anne:rupn.test";
    public const string Paul = "@paul:rupn.test";
    public const string Editor = "@srane:rupn.test";
    public static readonly RoomId Moulin = new("!moulin:rupn.test");
    public static readonly RoomId Reaumur = new("!reaumur:rupn.test");
    public static readonly RoomId Other = new("!other:rupn.test");
    public static readonly RoomId Chat = new("!chat:rupn.test");
    public static readonly RoomId EditorChat = new("!editor:rupn.test");

    private SchoolsBench(BotBench bot) => Bot = bot;

    public BotBench Bot { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SchoolsBench> StartAsync(bool withSchools = true, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var bench = new SchoolsBench(await BotBench.StartAsync(settings: new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["Bot:Editors:0"] = Editor }));
        await bench.Bot.SyncAsync(
            RoomBuilder.Joined(Moulin.Value, "Collège Moulin", Anne, Paul),
            RoomBuilder.Joined(Reaumur.Value, "Lycée pro Réaumur", "@zoe:rupn.test", Paul),
            RoomBuilder.Joined(Other.Value, "Salle des profs", "@zoe:rupn.test"),
            RoomBuilder.Direct(Chat.Value, Anne),
            RoomBuilder.Direct(EditorChat.Value, Editor));
        if (withSchools) await bench.ImportAsync();
        return bench;
    }

    public Task ImportAsync() => Bot.Get<SchoolImporter>().ImportAsync(
        [
            Of("0869001S", "Collège Jean Moulin", SchoolKind.College, "86", "Poitiers"),
            Of("0869002T", "Lycée professionnel Réaumur", SchoolKind.VocationalLycee, "86", "Poitiers"),
            Of("0799001E", "Collège Jean Moulin", SchoolKind.College, "79", "Niort"),
            Of("0869010B", "Collège du Clain", SchoolKind.College, "86", "Vivonne"),
        ],
        "digest",
        Token);

    public static School Of(string uai, string name, SchoolKind kind, string department, string city) => new School
    {
        Uai = uai,
        Name = name,
        Kind = kind,
        Department = department,
        City = city,
        Academy = "Poitiers",
        Zone = RupnBot.Scheduling.Calendar.SchoolZone.A,
    }.Index();

    /// <summary>Says something and returns what was answered; in Anne's direct chat when not told otherwise.</summary>
    public async Task<string> AskAsync(string text, string user = Anne, RoomId? where = null)
    {
        var before = (await Bot.OutboxAsync()).Select(row => row.Id).ToHashSet();
        await Bot.SyncAsync(new RoomBuilder(where ?? (user == Editor ? EditorChat : Chat)).Says(user, text, Bot.Time.GetUtcNow()));
        return string.Join("\n---\n", (await Bot.OutboxAsync()).Where(row => !before.Contains(row.Id)).Select(BodyOf));
    }

    /// <summary>The file that was queued last.</summary>
    public Task<byte[]> LastFileAsync() =>
        Bot.Database.ReadAsync(db => db.Set<OutboxAttachment>().OrderByDescending(file => file.Id).Select(file => file.Bytes).FirstAsync(Token), Token);

    public ValueTask DisposeAsync() => Bot.DisposeAsync();

    // Its no-break spaces made plain, to be compared with what one types.
    private static string BodyOf(OutboxMessage row) =>
        System.Text.Json.JsonDocument.Parse(row.Content).RootElement.TryGetProperty("body", out var body) ? body.GetString()!.Replace('\u00A0', ' ') : row.Content;
}
