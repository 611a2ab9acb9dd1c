using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace RupnBot.Demo.Processes;

/// <summary>
/// A program of another language that does what it is told: one JSON command a line in, one JSON answer a line out, and meanwhile the events it sees.
/// </summary>
public sealed class JsonLineProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Action<JsonObject> _onEvent;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _pending = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private int _lastId;
    private volatile bool _ended;

    private JsonLineProcess(Process process, Action<JsonObject> onEvent)
    {
        _process = process;
        _onEvent = onEvent;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="onEvent">Gets each event, one after the other.</param>
    public static JsonLineProcess Start(string program, IEnumerable<string> arguments, Action<JsonObject> onEvent)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        return new JsonLineProcess(process ?? throw new InvalidOperationException($"{program} did not start."), onEvent);
    }

    /// <summary>Gives a command and waits for its answer.</summary>
    /// <exception cref="InvalidOperationException">The program answered an error, or ended; the message says what it wrote.</exception>
    public async Task<JsonNode?> DoAsync(string command, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _pending[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        (parameters["id"], parameters["command"]) = (id, command);
        if (_ended) await FailPendingAsync();
        else await WriteAsync(parameters.ToJsonString(), cancellationToken);
        return await answer.Task.WaitAsync(Eventually.DefaultTimeout, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // It has ended; the reader tells with what words.
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!.AsObject();
            if (message["event"] is JsonObject shown) _onEvent(shown);
            else if (_pending.TryRemove(message["id"]!.GetValue<int>(), out var waiting)) Settle(waiting, message);
        }

        _ended = true;
        await FailPendingAsync();
    }

    private async Task FailPendingAsync()
    {
        var errors = await _errors;
        foreach (var waiting in _pending.Values) waiting.TrySetException(new InvalidOperationException("The colleague's process has ended:\n" + errors));
    }

    private static void Settle(TaskCompletionSource<JsonNode?> waiting, JsonObject message)
    {
        if (message["error"] is { } error) waiting.TrySetException(new InvalidOperationException($"The colleague's program failed: {error}"));
        else waiting.TrySetResult(message["result"]);
    }
}
