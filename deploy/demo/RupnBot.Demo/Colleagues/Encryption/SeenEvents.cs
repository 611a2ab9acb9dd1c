using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues.Encryption;

/// <summary>What a client has told of its timelines so far: of each event the latest it told, in the order the events came.</summary>
public sealed class SeenEvents
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<(string RoomId, DecryptedEvent Event)> _events = [];

    public void Add(JsonObject json)
    {
        var seen = (json["room_id"]!.GetValue<string>(), DecryptedEvent.From(json));
        lock (_gate)
        {
            if (_places.TryAdd(seen.Item2.EventId, _events.Count)) _events.Add(seen);
            else _events[_places[seen.Item2.EventId]] = seen;
        }
    }

    public IReadOnlyList<DecryptedEvent> Of(string roomId)
    {
        lock (_gate) return [.. _events.Where(seen => seen.RoomId == roomId).Select(seen => seen.Event)];
    }

    /// <summary>Waits for an event, already told or to come.</summary>
    /// <exception cref="TimeoutException">None came; the message holds what the client saw of the room.</exception>
    public Task<DecryptedEvent> WaitForAsync(
        string roomId, Func<DecryptedEvent, bool> predicate, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        Eventually.GetAsync(
            _ => Task.FromResult(Of(roomId).FirstOrDefault(predicate)),
            () => "an event; the client saw of the room:\n" + string.Join('\n', Of(roomId)),
            timeout,
            cancellationToken);
}
