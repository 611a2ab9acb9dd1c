using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Outbox;
using RupnBot.Crypto;
using RupnBot.Crypto.Tests.Bench;
using RupnBot.Matrix;

namespace RupnBot.Tests.Bench;

/// <summary>The whole bot in an encrypted salon of three, whose members' devices write whatever a test wants and share their keys when it wants.</summary>
internal sealed class EncryptedBench : IAsyncDisposable
{
    public static readonly RoomId Salon = new("!salon:rupn.test");

    private int _events;

    private EncryptedBench(BotBench bot)
    {
        Bot = bot;
        Anne = new HandMadeDevice(Server, "@anne:rupn.test", "ANNE");
        Karim = new HandMadeDevice(Server, "@karim:rupn.test", "KARIM");
        Lise = new HandMadeDevice(Server, "@lise:rupn.test", "LISE");
        Robot = new BenchClient(Server, BotBench.Robot, new DeviceId("BENCH"), bot.Time);
    }

    public BotBench Bot { get; }

    /// <summary>What the devices have published.</summary>
    public BenchServer Server { get; } = new();

    public HandMadeDevice Anne { get; }

    public HandMadeDevice Karim { get; }

    public HandMadeDevice Lise { get; }

    /// <summary>The bot's device, as others write to it.</summary>
    public BenchClient Robot { get; }

    public DateTimeOffset Now => Bot.Time.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RoomEncryption Room => new(Salon, [Anne.User, Karim.User, Lise.User], "shared");

    private BotCrypto Crypto => Bot.Get<BotCrypto>();

    /// <param name="isJoined">The salon is there, and the bot in it.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<EncryptedBench> StartAsync(bool isJoined = true, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var bench = new EncryptedBench(await BotBench.StartAsync(settings: settings));
        await bench.Crypto.EnsureAccountAsync(bench.Bot.Database, Ct);
        var upload = await bench.Crypto.StepAsync(bench.Bot.Database, step => bench.Crypto.Machine.KeysUploadAsync(step, Ct), Ct);
        await bench.DoAsync(upload!);
        if (isJoined) await bench.Bot.SyncAsync(bench.Joined());
        return bench;
    }

    public RoomBuilder Joined() => Encrypted(RoomBuilder.Joined(Salon.Value, "Salle des profs", Anne.User.Value, Karim.User.Value, Lise.User.Value));

    public RoomBuilder Encrypted(RoomBuilder room) => room.State("m.room.encryption", "", Anne.User.Value, new { algorithm = CryptoMachine.MegolmAlgorithm });

    /// <summary>The key of a session comes, from its owner's device; it reads what is written from now on.</summary>
    public Task ShareAsync(HandMadeDevice from, MegolmOutboundSession session) => ReceiveAsync(Key(from, session));

    /// <summary>The key of a session as it is now, on its way to the bot.</summary>
    public ToDeviceEvent Key(HandMadeDevice from, MegolmOutboundSession session) => from.Share(Robot, Salon, session);

    public Task ReceiveAsync(ToDeviceEvent received) => Bot.SyncAsync(SyncWith(received));

    public static SyncResponse SyncWith(ToDeviceEvent received) =>
        new("keys") { ToDevice = [new BasicEvent(received.Type, JsonSerializer.SerializeToUtf8Bytes(received.Content), new UserId(received.Sender))] };

    public Task SayAsync(HandMadeDevice who, MegolmOutboundSession session, string text, DateTimeOffset? at = null) =>
        Bot.SyncAsync(Says(new RoomBuilder(Salon), who, session, text, at));

    public RoomBuilder Says(RoomBuilder room, HandMadeDevice who, MegolmOutboundSession session, string text, DateTimeOffset? at = null) =>
        Sends(room, who, session, EventTypes.Message, new { msgtype = "m.text", body = text }, at);

    /// <summary>Somebody removes an event; removals are never in cipher.</summary>
    public RoomBuilder Removes(RoomBuilder room, HandMadeDevice who, string eventId) => room.Sends(who.User.Value, EventTypes.Redaction, new { redacts = eventId }, Now);

    public Task SendAsync(HandMadeDevice who, MegolmOutboundSession session, string type, object content, DateTimeOffset? at = null) =>
        Bot.SyncAsync(Sends(new RoomBuilder(Salon), who, session, type, content, at));

    /// <summary>What waits in the outbox is sent, in cipher, and comes back.</summary>
    public async Task EchoAsync(OutboxMessage row, string eventId, string target)
    {
        var content = JsonSerializer.Deserialize<JsonElement>(row.Content.Replace(OutboxMessage.TargetPlaceholder, target, StringComparison.Ordinal));
        await PrepareAsync();
        var cipher = await Crypto.StepAsync(Bot.Database, step => Crypto.Machine.EncryptAsync(step, Room, row.EventType, content, Ct), Ct);
        await Bot.SyncAsync(new RoomBuilder(Salon).Sends(BotBench.Robot.Value, EventTypes.Encrypted, JsonSerializer.Deserialize<JsonElement>(cipher), Now, eventId));
    }

    /// <summary>The bot has shared its key with whoever can be reached, and can write.</summary>
    /// <param name="without">Who has left.</param>
    public async Task PrepareAsync(HandMadeDevice? without = null)
    {
        var room = Room with { Members = [.. Room.Members.Where(member => member != without?.User)] };
        while (await Crypto.StepAsync(Bot.Database, step => Crypto.Machine.PrepareAsync(step, [room], Ct), Ct) is { Requests: { Count: > 0 } requests })
            foreach (var request in requests) await DoAsync(request);
    }

    /// <summary>Somebody publishes an identity, and signs a device with it.</summary>
    public void SignWith(HandMadeIdentity identity, HandMadeDevice device)
    {
        identity.Publish();
        device.Publish(identity.Sign(device.Keys));
    }

    /// <summary>The bot asks for everybody's devices.</summary>
    public async Task LearnDevicesAsync()
    {
        await Bot.SyncAsync(new SyncResponse("devices") { DeviceLists = new DeviceLists([Anne.User, Karim.User, Lise.User], []) });
        while (await Crypto.StepAsync(Bot.Database, step => Crypto.Machine.KeysQueryAsync(step, 250, Ct), Ct) is { } query) await DoAsync(query);
    }

    public ValueTask DisposeAsync() => Bot.DisposeAsync();

    private RoomBuilder Sends(RoomBuilder room, HandMadeDevice who, MegolmOutboundSession session, string type, object content, DateTimeOffset? at)
    {
        var json = JsonSerializer.SerializeToNode(content)!.AsObject();
        var payload = new JsonObject { ["type"] = type, ["room_id"] = Salon.Value, ["content"] = json };
        var e = who.Say(session, $"$said{++_events}", payload, json["m.relates_to"]?.DeepClone().AsObject());
        return room.Sends(who.User.Value, EventTypes.Encrypted, e.Content, at ?? Now, e.Event.Value);
    }

    private async Task DoAsync(CryptoRequest request)
    {
        var answer = Server.Answer(BotBench.Robot, Robot.Device, request);
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
