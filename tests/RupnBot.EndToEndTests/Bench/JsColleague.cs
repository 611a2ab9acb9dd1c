using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using RupnBot.Demo;
using RupnBot.Demo.Processes;

namespace RupnBot.EndToEndTests.Bench;

/// <summary>A colleague with a real client SDK: matrix-js-sdk in a Node.js process (<c>js/colleague.mjs</c>).</summary>
internal sealed class JsColleague : IAsyncDisposable
{
    private readonly Process _node;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _pending = new();
    private readonly ConcurrentQueue<JsonObject> _events = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private int _lastId;

    private JsColleague(Process node)
    {
        _node = node;
        _errors = node.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    /// <summary>The events that the SDK has shown in its timelines, as JSON.</summary>
    public IReadOnlyList<JsonObject> Events => [.. _events];

    /// <summary>Starts the process and logs in; the packages are installed at the first use.</summary>
    public static async Task<JsColleague> LogInAsync(Uri homeserver, string user, string password, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Checkout.Root, "tests", "RupnBot.EndToEndTests", "js");
        var installed = await CommandResult.OfAsync("bash", [Path.Combine(folder, "install.sh")], cancellationToken);
        if (installed.ExitCode != 0) throw new InvalidOperationException($"install.sh failed ({installed.ExitCode}):\n{installed.Errors}");
        var packages = installed.Output.Trim();
        var program = Directory.GetDirectories(Path.Combine(packages, "node_modules"), "node-linux-*")
            .Select(package => Path.Combine(package, "bin", "node")).First(File.Exists);
        var node = Process.Start(new ProcessStartInfo(program, [Path.Combine(folder, "colleague.mjs"), packages])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var colleague = new JsColleague(node ?? throw new InvalidOperationException("Node.js did not start."));
        try
        {
            var account = new JsonObject { ["homeserver"] = homeserver.ToString(), ["user"] = user, ["password"] = password };
            await colleague.DoAsync("login", account, cancellationToken);
            return colleague;
        }
        catch
        {
            await colleague.DisposeAsync();
            throw;
        }
    }

    public Task JoinAsync(string roomId, CancellationToken cancellationToken) =>
        DoAsync("join", new JsonObject { ["room"] = roomId }, cancellationToken);

    public Task<string> SayAsync(string roomId, string text, CancellationToken cancellationToken) =>
        SendAsync("send", new JsonObject { ["room"] = roomId, ["text"] = text }, cancellationToken);

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
            async token => await DoAsync("readPoll", new JsonObject { ["room"] = roomId, ["poll"] = pollId }, token) as JsonObject,
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

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited) _node.Kill();
        await _node.WaitForExitAsync();
        await _reading;
        _node.Dispose();
        _writing.Dispose();
    }

    private async Task<string> SendAsync(string command, JsonObject parameters, CancellationToken cancellationToken) =>
        (await DoAsync(command, parameters, cancellationToken))!["event_id"]!.GetValue<string>();

    private async Task<JsonNode?> DoAsync(string command, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _pending[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        (parameters["id"], parameters["command"]) = (id, command);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _node.StandardInput.WriteLineAsync(parameters.ToJsonString().AsMemory(), cancellationToken);
            await _node.StandardInput.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }

        return await answer.Task.WaitAsync(Eventually.DefaultTimeout, cancellationToken);
    }

    private async Task ReadAsync()
    {
        while (await _node.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!.AsObject();
            if (message["event"] is JsonObject shown) _events.Enqueue(shown);
            else if (_pending.TryRemove(message["id"]!.GetValue<int>(), out var waiting)) Settle(waiting, message);
        }

        var errors = await _errors;
        foreach (var waiting in _pending.Values) waiting.TrySetException(new InvalidOperationException("The SDK's process has ended:\n" + errors));
    }

    private static void Settle(TaskCompletionSource<JsonNode?> waiting, JsonObject message)
    {
        if (message["error"] is { } error) waiting.TrySetException(new InvalidOperationException($"The SDK failed: {error}"));
        else waiting.TrySetResult(message["result"]);
    }
}
