using System.Text.Json;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Outbox;
using RupnBot.Crypto;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;
using RupnBot.Surveys.Life;
using RupnBot.Surveys.Opening;
using RupnBot.Surveys.Records;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Surveys.Confidentiality;

/// <summary>The whole bot, and people who each have an encrypted direct chat with it, in which both sides really encrypt.</summary>
internal sealed class EncryptedChats : IAsyncDisposable
{
    private readonly BenchServer _server = new();
    private readonly BenchClient _robot;
    private readonly Dictionary<string, (HandMadeDevice Device, MegolmOutboundSession Session)> _people = [];
    private int _events;

    private EncryptedChats(BotBench bot) => (Bot, _robot) = (bot, new BenchClient(_server, BotBench.Robot, new DeviceId("BENCH"), bot.Time));

    public BotBench Bot { get; }

    public IReadOnlyCollection<string> People => _people.Keys;

    /// <summary>All that tells who somebody is, or what was theirs: ids, rooms, devices, events.</summary>
    public List<string> Names { get; } = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private BotCrypto Crypto => Bot.Get<BotCrypto>();

    public static async Task<EncryptedChats> StartAsync(int people)
    {
        var chats = new EncryptedChats(await BotBench.StartAsync());
        await chats.Crypto.EnsureAccountAsync(chats.Bot.Database, Ct);
        await chats.MakeRequestsAsync();
        for (var i = 0; i < people; i++) await chats.EnterAsync($"@collegue{i}:rupn.test");
        await chats.Bot.SyncAsync(RoomBuilder.Joined("!salon:rupn.test", "Profs", [.. chats.People]));
        await chats.DeliverAsync();
        return chats;
    }

    public async Task<Survey> OpenAsync()
    {
        var survey = await Bot.Database.WriteAsync(
            db => Bot.Get<SurveyOpener>().OpenAsync(db, new SurveyOpening(SurveyBench.Form, Bot.Time.GetUtcNow().AddDays(7)) { Rooms = [new(new RoomId("!salon:rupn.test"))] }, Bot.Time.GetUtcNow(), Ct), Ct);
        Names.AddRange(People.Select(user => Bot.Get<SurveyTurnout>().Person(survey, new UserId(user))));
        return survey;
    }

    /// <summary>Somebody says something in cipher; what the bot answers is encrypted and leaves.</summary>
    public async Task SayAsync(string user, string words)
    {
        Bot.Time.Advance(TimeSpan.FromSeconds(20));
        var (device, session) = _people[user];
        var e = device.Say(SurveyBench.ChatOf(user), session, words, $"$said-by-{user[1..^10]}-{++_events}");
        Names.Add(e.Event.Value);
        await Bot.SyncAsync(new RoomBuilder(SurveyBench.ChatOf(user)).Sends(user, EventTypes.Encrypted, e.Content, Bot.Time.GetUtcNow(), e.Event.Value));
        await DeliverAsync();
    }

    public async Task AnswerAsync(string user, string number, string words, bool sends = true)
    {
        foreach (var said in new[] { "répondre", "1", "1 2", "7", number, words }) await SayAsync(user, said);
        if (sends) await SayAsync(user, "envoyer");
    }

    public async Task RoundAsync()
    {
        Bot.Time.Advance(TimeSpan.FromMinutes(1));
        await Bot.Get<SurveyRounds>().RunAsync(Ct);
    }

    /// <summary>The bot shares its keys, encrypts what waits, and the server takes it.</summary>
    public async Task DeliverAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            await MakeRequestsAsync();
            var claimed = await Bot.Get<OutboxStore>().StepAsync([], 50, [], "BENCH", Ct);
            if (claimed.Count == 0 && (await Bot.OutboxAsync()).All(row => row.State != OutboxState.Queued)) return;
            await Bot.Get<OutboxStore>().StepAsync([.. claimed.Select(message => new Sent(message.Row.Id, new EventId($"$sent-{message.Row.Id}")))], 0, [], "BENCH", Ct);
        }

        Assert.Fail("Something waits in the outbox for good.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, session) in _people.Values) session.Dispose();
        await Bot.DisposeAsync();
    }

    private async Task EnterAsync(string user)
    {
        var device = new HandMadeDevice(_server, user, "PHONE");
        var session = MegolmOutboundSession.Create();
        _people.Add(user, (device, session));
        var chat = SurveyBench.ChatOf(user);
        Names.AddRange([user, user[1..^10], chat.Value, chat.Value[1..^10], device.Curve25519, session.SessionId]);
        await Bot.SyncAsync(RoomBuilder.Direct(chat.Value, user).State("m.room.encryption", "", user, new { algorithm = CryptoMachine.MegolmAlgorithm }));
        var key = device.Share(_robot, chat, session);
        await Bot.SyncAsync(new SyncResponse("keys") { ToDevice = [new BasicEvent(key.Type, JsonSerializer.SerializeToUtf8Bytes(key.Content), new UserId(key.Sender))] });
    }

    private async Task MakeRequestsAsync()
    {
        while (await Bot.Get<KeyWorker>().NextAsync(Ct) is { Count: > 0 } requests)
        {
            foreach (var request in requests)
            {
                var answer = _server.Answer(BotBench.Robot, new DeviceId("BENCH"), request);
                Assert.Equal(200, answer.Status);
                await Crypto.StepAsync(
                    Bot.Database,
                    async step =>
                    {
                        await Crypto.Machine.MarkSentAsync(step, request, answer.Body, Ct);
                        return true;
                    },
                    Ct);
            }
        }
    }
}
