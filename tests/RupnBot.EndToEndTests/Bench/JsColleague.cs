using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Processes;

namespace RupnBot.EndToEndTests.Bench;

/// <summary>A colleague with a real client SDK: matrix-js-sdk in a Node.js process (<c>js/colleague.mjs</c>).</summary>
internal sealed class JsColleague : IAsyncDisposable
{
    private readonly JsonLineProcess _sdk;
    private readonly ConcurrentQueue<JsonObject> _events;

    private JsColleague(JsonLineProcess sdk, ConcurrentQueue<JsonObject> events) => (_sdk, _events) = (sdk, events);

    /// <summary>The events that the SDK has shown in its timelines, as JSON.</summary>
    public IReadOnlyList<JsonObject> Events => [.. _events];

    /// <summary>Starts the process and logs in.</summary>
    public static async Task<JsColleague> LogInAsync(Uri homeserver, string user, string password, CancellationToken cancellationToken)
    {
        var events = new ConcurrentQueue<JsonObject>();
        var colleague = new JsColleague(await JsPackages.StartAsync("colleague.mjs", events.Enqueue, cancellationToken), events);
        try
        {
            var account = new JsonObject { ["homeserver"] = homeserver.ToString(), ["user"] = user, ["password"] = password };
            await colleague._sdk.DoAsync("login", account, cancellationToken);
            return colleague;
        }
        catch
        {
            await colleague.DisposeAsync();
            throw;
        }
    }

    public Task JoinAsync(string roomId, CancellationToken cancellationToken) =>
        _sdk.DoAsync("join", new JsonObject { ["room"] = roomId }, cancellationToken);

    public Task<string> SayAsync(string roomId, string text, CancellationToken cancellationToken) =>
        SendAsync("send", new JsonObject { ["room"] = roomId, ["text"] = text }, cancellationToken);

    /// <summary>Tells that this client has shown an event; hidden: only to its owner's own devices.</summary>
    public Task MarkReadAsync(string roomId, string eventId, CancellationToken cancellationToken, bool hidden = false) =>
        _sdk.DoAsync("receipt", new JsonObject { ["room"] = roomId, ["event"] = eventId, ["hidden"] = hidden }, cancellationToken);

    /// <summary>Votes by the SDK's own event shapes.</summary>
    public Task<string> VoteAsync(string roomId, string pollId, string answerId, CancellationToken cancellationToken) =>
        SendAsync("vote", new JsonObject { ["room"] = roomId, ["poll"] = pollId, ["answers"] = new JsonArray(answerId) }, cancellationToken);

    /// <summary>Makes a poll by the SDK's own event shapes.</summary>
    public Task<string> StartPollAsync(string roomId, string question, IReadOnlyList<string> answers, CancellationToken cancellationToken)
    {
        var list = new JsonArray([.. answers.Select(answer => JsonValue.Create(answer))]);
        return SendAsync("startPoll", new JsonObject { ["room"] = roomId, ["question"] = question, ["answers"] = list }, cancellationToken);
    }

    public Task<string> EndPollAsync(string roomId, string pollId, string text, CancellationToken cancellationToken) =>
        SendAsync("endPoll", new JsonObject { ["room"] = roomId, ["poll"] = pollId, ["text"] = text }, cancellationToken);

    /// <summary>What the SDK makes of a poll: <c>question</c>, <c>answers</c>, <c>responses</c>, <c>ended</c>. Waits until it knows the poll.</summary>
    public Task<JsonObject> ReadPollAsync(string roomId, string pollId, CancellationToken cancellationToken) =>
        Eventually.GetAsync(
            async token => await _sdk.DoAsync("readPoll", new JsonObject { ["room"] = roomId, ["poll"] = pollId }, token) as JsonObject,
            () => $"a poll {pollId} in the SDK's model",
            null,
            cancellationToken);

    /// <summary>Waits for an event in the SDK's timelines.</summary>
    public Task<JsonObject> WaitForAsync(Func<JsonObject, bool> predicate, CancellationToken cancellationToken) =>
        Eventually.GetAsync(
            _ => Task.FromResult(Events.FirstOrDefault(predicate)),
            () => "an event; there were:\n" + string.Join('\n', Events.Select(item => item.ToJsonString())),
            null,
            cancellationToken);

    public ValueTask DisposeAsync() => _sdk.DisposeAsync();

    private async Task<string> SendAsync(string command, JsonObject parameters, CancellationToken cancellationToken) =>
        (await _sdk.DoAsync(command, parameters, cancellationToken))!["event_id"]!.GetValue<string>();
}
