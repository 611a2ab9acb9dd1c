using System.Text.Json.Nodes;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Colleagues.Encryption;
using RupnBot.Demo.Processes;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>
/// A colleague who encrypts with another client library: matrix-nio on libolm, in the Debian system of the homeserver (<c>nio/colleague.py</c>).
/// It knows nothing of cross-signing: its device is unsigned. One process, one device; its keys go with it.
/// </summary>
internal sealed class NioColleague : IAsyncDisposable
{
    private const string PollResponse = "org.matrix.msc3381.poll.response";

    private readonly JsonLineProcess _nio;
    private readonly SeenEvents _seen;

    private NioColleague(JsonLineProcess nio, SeenEvents seen, Colleague account) => (_nio, _seen, Account) = (nio, seen, account);

    public Colleague Account { get; }

    public string UserId => Account.UserId;

    public string DeviceId { get; private set; } = "";

    /// <summary>Logs in on a new device; matrix-nio is installed at the first use.</summary>
    public static async Task<NioColleague> LogInAsync(Colleague account, CancellationToken cancellationToken)
    {
        var seen = new SeenEvents();
        var colleague = new NioColleague(await StartAsync(seen.Add, cancellationToken), seen, account);
        try
        {
            var parameters = new JsonObject
            {
                ["homeserver"] = account.Homeserver.ToString().TrimEnd('/'),
                ["user"] = account.UserId,
                ["password"] = account.Password,
            };
            colleague.DeviceId = (await colleague._nio.DoAsync("login", parameters, cancellationToken))!["device_id"]!.GetValue<string>();
            return colleague;
        }
        catch
        {
            await colleague.DisposeAsync();
            throw;
        }
    }

    public Task JoinAsync(string roomId, CancellationToken cancellationToken) =>
        _nio.DoAsync("join", new JsonObject { ["room"] = roomId }, cancellationToken);

    public Task LeaveAsync(string roomId, CancellationToken cancellationToken) =>
        _nio.DoAsync("leave", new JsonObject { ["room"] = roomId }, cancellationToken);

    public Task<string> SayAsync(string roomId, string text, CancellationToken cancellationToken) =>
        SendAsync(roomId, "m.room.message", new JsonObject { ["msgtype"] = "m.text", ["body"] = text }, cancellationToken);

    /// <summary>Votes by a raw event, for a library that knows no polls.</summary>
    public Task<string> VoteForAsync(string roomId, ReceivedEvent poll, string answer, CancellationToken cancellationToken) =>
        SendAsync(
            roomId,
            PollResponse,
            new JsonObject
            {
                [PollResponse] = new JsonObject { ["answers"] = new JsonArray(PollAnswers.IdOf(poll, answer)) },
                ["m.relates_to"] = new JsonObject { ["rel_type"] = "m.reference", ["event_id"] = poll.EventId },
            },
            cancellationToken);

    /// <summary>Sends any event, encrypted for all devices, verified or not.</summary>
    public async Task<string> SendAsync(string roomId, string type, JsonObject content, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["room"] = roomId, ["type"] = type, ["content"] = content };
        return (await _nio.DoAsync("send", parameters, cancellationToken))!["event_id"]!.GetValue<string>();
    }

    /// <summary>What the client has shown of a room so far.</summary>
    public IReadOnlyList<DecryptedEvent> Seen(string roomId) => _seen.Of(roomId);

    /// <summary>Waits for an event that came encrypted and that this client can read.</summary>
    public Task<DecryptedEvent> WaitForAsync(
        string roomId, Func<ReceivedEvent, bool> predicate, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        _seen.WaitForAsync(roomId, item => item.IsReadable && predicate(item.Clear), cancellationToken, timeout);

    /// <summary>Waits for a message of someone else that came encrypted and contains a text.</summary>
    public Task<DecryptedEvent> WaitForTextAsync(string roomId, string text, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        WaitForAsync(
            roomId, item => item.Sender != UserId && item.Body?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true, cancellationToken, timeout);

    /// <summary>Waits for a poll whose question contains a text.</summary>
    public async Task<ReceivedEvent> WaitForPollAsync(string roomId, string question, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        (await WaitForAsync(roomId, item => PollAnswers.Question(item)?.Contains(question, StringComparison.Ordinal) == true, cancellationToken, timeout)).Clear;

    /// <summary>Waits until this client knows that someone has joined: it shares its keys accordingly.</summary>
    public Task WaitForMemberAsync(string roomId, string userId, CancellationToken cancellationToken) =>
        Eventually.GetAsync(
            async token => (await _nio.DoAsync("members", new JsonObject { ["room"] = roomId }, token))!.AsArray().Any(member => (string?)member == userId) ? userId : null,
            () => $"{userId} joins {roomId}",
            null,
            cancellationToken);

    public ValueTask DisposeAsync() => _nio.DisposeAsync();

    private static async Task<JsonLineProcess> StartAsync(Action<JsonObject> onEvent, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Checkout.Root, "tests", "RupnBot.EndToEndTests", "nio");
        var installed = await CommandResult.OfAsync("bash", [Path.Combine(folder, "install.sh")], cancellationToken);
        if (installed.ExitCode != 0) throw new InvalidOperationException($"nio/install.sh failed ({installed.ExitCode}):\n{installed.Errors}");
        // The checkout is not to be seen from inside that system: the program goes in as an argument.
        var program = await File.ReadAllTextAsync(Path.Combine(folder, "colleague.py"), cancellationToken);
        return JsonLineProcess.Start("chroot", [installed.Output.Trim(), "/usr/bin/python3", "-I", "-c", program], onEvent);
    }
}
