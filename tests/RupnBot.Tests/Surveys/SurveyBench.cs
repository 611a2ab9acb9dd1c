using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Surveys;

/// <summary>A salon of colleagues, each with a direct chat with the bot, and an editor among them.</summary>
internal sealed class SurveyBench(BotBench bot) : IAsyncDisposable
{
    public const string Editor = "@paul:rupn.test";
    public const string Salon = "!salon:rupn.test";

    public static readonly SurveyForm Form = new("Usages du numérique",
    [
        new("etab", QuestionKind.One, "Votre établissement ?") { Choices = [new("c1", "Collège"), new("c2", "Lycée")] },
        new("outils", QuestionKind.Several, "Quels outils ?") { Choices = [new("c1", "ENT"), new("c2", "Pix"), new("c3", "Moodle")] },
        new("aise", QuestionKind.Scale, "À l'aise ?") { Least = 1, Greatest = 10, LeastLabel = "pas du tout", GreatestLabel = "tout à fait" },
        new("seances", QuestionKind.Number, "Combien de séances ?") { Least = 0 },
        new("besoins", QuestionKind.Words, "De quoi auriez-vous besoin ?"),
    ]);

    public static readonly string[] Colleagues = [.. Enumerable.Range(1, 12).Select(i => $"@c{i}:rupn.test")];

    private int _said;

    public BotBench Bot { get; private set; } = bot;

    public DateTimeOffset Now => Bot.Time.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static RoomId ChatOf(string user) => new($"!chat-{user[1..user.IndexOf(':', StringComparison.Ordinal)]}:rupn.test");

    public static async Task<SurveyBench> StartAsync()
    {
        var bench = new SurveyBench(await BotBench.StartAsync(settings: new Dictionary<string, string?> { ["Bot:Editors:0"] = Editor }));
        await bench.Bot.SyncAsync([RoomBuilder.Joined(Salon, "Salle des profs", [Editor, .. Colleagues]), .. new[] { Editor }.Concat(Colleagues).Select(user => RoomBuilder.Direct(ChatOf(user).Value, user))]);
        return bench;
    }

    public Task<Survey> OpenAsync(SurveyForm? form = null) => Bot.Database.WriteAsync(
        db => Bot.Get<SurveyOpener>().OpenAsync(
            db, new SurveyOpening(form ?? Form, Now.AddDays(7)) { Rooms = [new(new RoomId(Salon))], Creator = new UserId(Editor), TellRoomId = ChatOf(Editor) }, Now, Ct),
        Ct);

    /// <summary>Somebody says something in their direct chat; a minute passes between two words.</summary>
    public Task SayAsync(string user, string words, DateTimeOffset? at = null)
    {
        Bot.Time.Advance(TimeSpan.FromSeconds(30));
        return Bot.SyncAsync(new RoomBuilder(ChatOf(user)).Says(user, words, at ?? Now, $"$said{++_said}"));
    }

    /// <summary>Answers the whole of <see cref="Form"/> and sends it.</summary>
    public async Task AnswerAsync(string user, string words = "Plus de tablettes", string school = "1", string tools = "1 2", string ease = "7", string lessons = "3")
    {
        foreach (var said in new[] { "répondre", school, tools, ease, lessons, words, "envoyer" }) await SayAsync(user, said);
    }

    /// <summary>What the bot says last to somebody, or in a room.</summary>
    public async Task<string> LastAsync(string user) => (await Bot.BodiesAsync(ChatOf(user)))[^1];

    /// <summary>Everything that waits is sent, and has its event.</summary>
    public async Task SendAllAsync()
    {
        foreach (var row in (await Bot.OutboxAsync()).Where(row => row.State < OutboxState.Sent)) await Bot.SentAsync(row, $"$sent{row.Id}");
    }

    public Task RoundAsync() => Bot.Get<SurveyRounds>().RunAsync(Ct);

    /// <summary>Its end comes, the homeserver is heard after it, and the rounds pass.</summary>
    public async Task EndAsync()
    {
        Bot.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromHours(1));
        await Bot.SyncAsync();
        await RoundAsync();
        await RoundAsync();
    }

    public async Task RestartAsync() => Bot = await Bot.RestartAsync(new Dictionary<string, string?> { ["Bot:Editors:0"] = Editor });

    public Task<List<T>> AllAsync<T>()
        where T : class => Bot.Database.ReadAsync(db => db.Set<T>().ToListAsync(Ct), Ct);

    public ValueTask DisposeAsync() => Bot.DisposeAsync();
}
