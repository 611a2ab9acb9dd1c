using System.Text.Json;
using System.Text.Json.Nodes;
using RupnBot.Crypto;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Matrix;
using MatrixUser = RupnBot.Matrix.UserId;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>
/// The bot's encryption engine without the bot, as one more client: what real clients make of it is seen here first. It syncs when it is waited for.
/// </summary>
internal sealed partial class EngineColleague : IDisposable
{
    private readonly Colleague _login;
    private readonly EngineHttp _http;
    private readonly CryptoMachine _machine;
    private readonly MemoryCryptoStore _store = new();
    private readonly List<ReadEvent> _events = [];
    private string? _since;

    private EngineColleague(Colleague login, CryptoOptions options)
    {
        _login = login;
        _http = new EngineHttp(login);
        _machine = new CryptoMachine(new MatrixUser(login.UserId), new DeviceId(login.DeviceId), options, TimeProvider.System);
    }

    public string UserId => _login.UserId;

    public string DeviceId => _login.DeviceId;

    /// <summary>Encrypted events in the order they came, read or not.</summary>
    public IReadOnlyList<ReadEvent> Events => _events;

    /// <summary>Logs in on a new device, and publishes its keys.</summary>
    public static async Task<EngineColleague> LogInAsync(Colleague account, CancellationToken cancellationToken, CryptoOptions? options = null)
    {
        var login = await Colleague.LogInAsync(account.Homeserver, account.LocalPart, account.Password, cancellationToken);
        var engine = new EngineColleague(login, options ?? new CryptoOptions());
        try
        {
            await engine.StepAsync(step => engine._machine.EnsureAccountAsync(step, cancellationToken), cancellationToken);
            await engine.SyncAsync(cancellationToken);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Joins, and follows the devices of who is there: what they say can be attributed from the first word.</summary>
    public async Task JoinAsync(string roomId, CancellationToken cancellationToken)
    {
        await _login.JoinAsync(roomId, cancellationToken);
        var members = await _login.MembersAsync(roomId, cancellationToken);
        await StepAsync(step => _machine.TrackAsync(step, [.. members.Select(member => new MatrixUser(member))], cancellationToken), cancellationToken);
        await SyncAsync(cancellationToken);
    }

    public Task<string> SayAsync(string roomId, string text, CancellationToken cancellationToken) =>
        SendAsync(roomId, "m.room.message", new JsonObject { ["msgtype"] = "m.text", ["body"] = text }, cancellationToken);

    /// <summary>Shares the room's key with all who lack it, encrypts, sends.</summary>
    public async Task<string> SendAsync(string roomId, string type, JsonObject content, CancellationToken cancellationToken)
    {
        var room = await RoomAsync(roomId, cancellationToken);
        await PrepareAsync(room, cancellationToken);
        var encrypted = await StepAsync(
            step => _machine.EncryptAsync(step, room, type, JsonSerializer.SerializeToElement(content), cancellationToken), cancellationToken);
        return await _login.SendAsync(roomId, "m.room.encrypted", JsonNode.Parse(encrypted!)!.AsObject(), cancellationToken);
    }

    /// <summary>Syncs until an event could be read that is like this.</summary>
    public Task<ReadEvent> WaitForAsync(Func<ReadEvent, bool> predicate, CancellationToken cancellationToken) => Eventually.GetAsync(
        async token =>
        {
            await SyncAsync(token);
            return _events.FirstOrDefault(item => item.Result is RoomDecryption.Read && predicate(item));
        },
        () => "an event; the engine saw:\n" + string.Join('\n', _events),
        null,
        cancellationToken);

    public Task<ReadEvent> WaitForTextAsync(string text, CancellationToken cancellationToken) =>
        WaitForAsync(item => item.Body?.Contains(text, StringComparison.Ordinal) == true, cancellationToken);

    /// <summary>Tries again what the timeline of a room held when the engine came in.</summary>
    public async Task<ReadEvent> ReadHistoryAsync(string roomId, string text, CancellationToken cancellationToken)
    {
        var room = new RoomId(roomId);
        var sync = await _http.SyncAsync(null, cancellationToken);
        foreach (var (_, item) in EngineSync.Timeline(sync).Where(seen => seen.Room == room && seen.Event.GetProperty("type").GetString() == "m.room.encrypted"))
            await StepAsync(step => ReadAsync(step, room, item, cancellationToken), cancellationToken);
        return await WaitForTextAsync(text, cancellationToken);
    }

    /// <summary>One sync, what it brought read and stored in one step, and the requests that follow from it.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        var sync = await _http.SyncAsync(_since, cancellationToken);
        await StepAsync(step => ReceiveAsync(step, sync, cancellationToken), cancellationToken);
        _since = sync.GetProperty("next_batch").GetString();
        while (await StepAsync(step => _machine.PendingAsync(step, cancellationToken), cancellationToken) is { Count: > 0 } requests)
            foreach (var request in requests) await MakeAsync(request, cancellationToken);
    }

    /// <summary>Syncs until it knows of a device: one sync may bring something else, and be answered at once.</summary>
    public Task<string> LearnOfAsync(string userId, string deviceId, CancellationToken cancellationToken) => Eventually.GetAsync(
        async token =>
        {
            await SyncAsync(token);
            var known = await StepAsync(async step => await step.DevicesAsync(new MatrixUser(userId), token), token);
            return known.ContainsKey(new DeviceId(deviceId)) ? deviceId : null;
        },
        () => $"the device {deviceId}, known to the engine",
        null,
        cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _login.Dispose();
    }

    private async Task<bool> ReceiveAsync(CryptoStep step, JsonElement sync, CancellationToken cancellationToken)
    {
        var keys = await _machine.ReceiveAsync(step, EngineSync.Read(sync), cancellationToken);
        foreach (var (room, sessionId) in keys.Sessions)
            foreach (var waiting in await _machine.WaitingAsync(step, room, sessionId, cancellationToken))
            {
                using var kept = JsonDocument.Parse(waiting.Json);
                CryptoMachine.ForgetUndecryptable(step, waiting.Event);
                await ReadAsync(step, room, kept.RootElement.Clone(), cancellationToken);
            }

        foreach (var (room, item) in EngineSync.Timeline(sync).Where(seen => seen.Event.GetProperty("type").GetString() == "m.room.encrypted"))
            await ReadAsync(step, room, item, cancellationToken);

        return true;
    }

    private async Task ReadAsync(CryptoStep step, RoomId room, JsonElement item, CancellationToken cancellationToken)
    {
        // Of a redacted event only the type is left.
        if (!item.GetProperty("content").TryGetProperty("ciphertext", out _)) return;
        var received = EngineSync.Encrypted(item);
        var result = await _machine.DecryptAsync(step, room, received, cancellationToken);
        _events.Add(new ReadEvent(received.Event.Value, received.Sender.Value, result));
        if (result is RoomDecryption.Unreadable { MayComeLater: true } missing)
            _machine.KeepUndecryptable(step, room, received, JsonSerializer.SerializeToUtf8Bytes(item), missing.Failure, isHistory: false);
    }

    private async Task<RoomEncryption> RoomAsync(string roomId, CancellationToken cancellationToken)
    {
        var members = await _login.MembersAsync(roomId, cancellationToken);
        var settings = await _login.StateAsync(roomId, "m.room.encryption", cancellationToken);
        return new RoomEncryption(new RoomId(roomId), [.. members.Select(member => new MatrixUser(member))], "invited")
        {
            RotationMessages = (int?)settings["rotation_period_msgs"],
        };
    }

    private async Task PrepareAsync(RoomEncryption room, CancellationToken cancellationToken)
    {
        // Devices are asked for, one-time keys claimed, keys shared; a few rounds in all.
        for (var round = 0; round < 10; round++)
        {
            var preparation = await StepAsync(step => _machine.PrepareAsync(step, [room], cancellationToken), cancellationToken);
            if (preparation.Requests.Count == 0) return;
            foreach (var request in preparation.Requests) await MakeAsync(request, cancellationToken);
        }

        throw new InvalidOperationException("The room is never ready.");
    }

    private async Task MakeAsync(CryptoRequest request, CancellationToken cancellationToken)
    {
        var body = await _http.MakeWellAsync(request, cancellationToken);
        await StepAsync(step => _machine.MarkSentAsync(step, request, body, cancellationToken), cancellationToken);
    }

    private Task StepAsync(Func<CryptoStep, Task> act, CancellationToken cancellationToken) => StepAsync(
        async step =>
        {
            await act(step);
            return true;
        },
        cancellationToken);

    private async Task<T> StepAsync<T>(Func<CryptoStep, Task<T>> act, CancellationToken cancellationToken)
    {
        using var step = new CryptoStep(_store);
        var result = await act(step);
        await step.SaveAsync(cancellationToken);
        return result;
    }
}
