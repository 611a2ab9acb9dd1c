using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;

namespace RupnBot.EndToEndTests.Kills;

/// <summary>
/// What somebody who is in many salons sees arrive, by one /sync: to ask for each salon's history again and again would be more load than the bot.
/// It serves to wait; what stands in a salon in the end is read from its history.
/// </summary>
internal sealed class RoomWatch : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ReceivedEvent>> _rooms = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    public RoomWatch(Colleague watcher)
    {
        _http = new HttpClient { BaseAddress = watcher.Homeserver };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", watcher.AccessToken);
        _watching = WatchAsync(_end.Token);
    }

    /// <summary>Waits for an event, already there or to come.</summary>
    public Task<ReceivedEvent> WaitForAsync(string roomId, Func<ReceivedEvent, bool> predicate, string what, TimeSpan timeout, CancellationToken cancellationToken) =>
        Eventually.GetAsync(
            async _ =>
            {
                if (_watching.IsCompleted) await _watching;
                return Of(roomId).FirstOrDefault(predicate);
            },
            () => $"{what} in {roomId}; it held:\n{string.Join('\n', Of(roomId))}",
            timeout,
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _end.Dispose();
    }

    private ConcurrentQueue<ReceivedEvent> Of(string roomId) => _rooms.GetOrAdd(roomId, _ => new ConcurrentQueue<ReceivedEvent>());

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        const string Filter = """{"presence":{"types":[]},"account_data":{"types":[]},"room":{"ephemeral":{"types":[]},"state":{"types":[]},"timeline":{"limit":100}}}""";
        var query = $"_matrix/client/v3/sync?timeout=10000&filter={Uri.EscapeDataString(Filter)}";
        for (string? since = null; ;)
        {
            var answer = JsonNode.Parse(await _http.GetStringAsync(since is null ? query : $"{query}&since={Uri.EscapeDataString(since)}", cancellationToken))!;
            since = (string?)answer["next_batch"];
            foreach (var (room, joined) in answer["rooms"]?["join"] as JsonObject ?? [])
                foreach (var item in joined!["timeline"]!["events"]!.AsArray()) Of(room).Enqueue(ReceivedEvent.From(item!.AsObject()));
        }
    }
}
