using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues;

public sealed partial class Colleague
{
    private const int PageSize = 500;

    /// <summary>Writes a message, as a client's composer does.</summary>
    /// <returns>The event's id.</returns>
    public Task<string> SayAsync(string roomId, string text, CancellationToken cancellationToken) =>
        SendAsync(roomId, "m.room.message", new JsonObject { ["msgtype"] = "m.text", ["body"] = text }, cancellationToken);

    /// <summary>Writes a reply (client-server API, "Rich replies").</summary>
    public Task<string> ReplyAsync(string roomId, string eventId, string text, CancellationToken cancellationToken) =>
        SendAsync(
            roomId,
            "m.room.message",
            new JsonObject
            {
                ["msgtype"] = "m.text",
                ["body"] = text,
                ["m.relates_to"] = new JsonObject { ["m.in_reply_to"] = new JsonObject { ["event_id"] = eventId } },
            },
            cancellationToken);

    /// <summary>Sends any event.</summary>
    public async Task<string> SendAsync(string roomId, string type, JsonObject content, CancellationToken cancellationToken)
    {
        var path = $"v3/rooms/{Escape(roomId)}/send/{Escape(type)}/{_calls.NextTransactionId()}";
        var answer = await _calls.CallAsync(HttpMethod.Put, path, content, cancellationToken);
        return answer["event_id"]!.GetValue<string>();
    }

    /// <summary>Taps a reaction; gives back the event, to be withdrawn by a redaction.</summary>
    public Task<string> ReactAsync(string roomId, string eventId, string key, CancellationToken cancellationToken) => SendAsync(
        roomId,
        "m.reaction",
        new JsonObject { ["m.relates_to"] = new JsonObject { ["rel_type"] = "m.annotation", ["event_id"] = eventId, ["key"] = key } },
        cancellationToken);

    public Task RedactAsync(string roomId, string eventId, CancellationToken cancellationToken) => _calls.CallAsync(
        HttpMethod.Put, $"v3/rooms/{Escape(roomId)}/redact/{Escape(eventId)}/{_calls.NextTransactionId()}", [], cancellationToken);

    /// <summary>All that this colleague may read in a room, oldest first, state events included.</summary>
    public async Task<IReadOnlyList<ReceivedEvent>> ReadAsync(string roomId, CancellationToken cancellationToken)
    {
        var events = new List<ReceivedEvent>();
        var from = "";
        while (true)
        {
            var path = $"v3/rooms/{Escape(roomId)}/messages?dir=b&limit={PageSize}{from}";
            var page = await _calls.CallAsync(HttpMethod.Get, path, null, cancellationToken);
            events.AddRange((page["chunk"] as JsonArray ?? []).OfType<JsonObject>().Select(ReceivedEvent.From));
            if (page["end"] is not JsonValue end) break;
            from = $"&from={Escape(end.GetValue<string>())}";
        }

        events.Reverse();
        return events;
    }

    /// <summary>The messages of a room as a person sees them: who said what, oldest first.</summary>
    public async Task<IReadOnlyList<ReceivedEvent>> ReadMessagesAsync(string roomId, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(roomId, cancellationToken)).Where(item => item is { Type: "m.room.message", Body: not null })];

    /// <summary>Waits for an event, already there or to come.</summary>
    /// <exception cref="TimeoutException">None came; the message holds the room's transcript.</exception>
    public Task<ReceivedEvent> WaitForAsync(
        string roomId, Func<ReceivedEvent, bool> predicate, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        IReadOnlyList<ReceivedEvent> seen = [];
        return Eventually.GetAsync(
            async token =>
            {
                // A test may stop the homeserver while a colleague waits.
                if (await TryReadAsync(roomId, token) is { } read) seen = read;
                return seen.FirstOrDefault(predicate);
            },
            () => "an event; the room held:\n" + string.Join('\n', seen),
            timeout,
            cancellationToken);
    }

    /// <summary>Waits for a message of someone else that contains a text.</summary>
    public Task<ReceivedEvent> WaitForTextAsync(string roomId, string text, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        WaitForAsync(
            roomId,
            item => item.Sender != UserId && item.Body?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true,
            cancellationToken,
            timeout);

    private async Task<IReadOnlyList<ReceivedEvent>?> TryReadAsync(string roomId, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(roomId, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
    }
}
