namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>Sets a piece of the room's state.</summary>
    public async Task<EventId> SendStateAsync(
        RoomId room, string eventType, string stateKey, ReadOnlyMemory<byte> contentJson, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventType);
        ArgumentNullException.ThrowIfNull(stateKey);
        var answer = await PutAsync(StateRoute(room, eventType, stateKey), contentJson, MatrixJson.Default.EventAnswer, ct).ConfigureAwait(false);
        return answer.EventId;
    }

    /// <summary>Sets a piece of the room's state of a known type.</summary>
    public Task<EventId> SendStateAsync(RoomId room, EventContent content, string stateKey = "", CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return SendStateAsync(room, content.EventType, stateKey, content.ToJson(), ct);
    }

    /// <summary>All of the room's state.</summary>
    public Task<IReadOnlyList<MatrixEvent>> GetStateAsync(RoomId room, CancellationToken ct) =>
        GetAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/state"), (_, body) => EventPages.ReadArray(body.Span, room), ct);

    /// <summary>One piece of the room's state; null when it is not set.</summary>
    public Task<EventContent?> GetStateAsync(RoomId room, string eventType, string stateKey = "", CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventType);
        ArgumentNullException.ThrowIfNull(stateKey);
        return OrNullAsync(GetAsync(
            StateRoute(room, eventType, stateKey),
            (_, body) => EventContentReader.Read(eventType, EventPages.RequireObject(body.Span), isRedacted: false),
            ct));
    }

    /// <summary>The room's name; null when it has none.</summary>
    public async Task<string?> GetRoomNameAsync(RoomId room, CancellationToken ct) =>
        (await GetStateAsync(room, EventTypes.RoomName, ct: ct).ConfigureAwait(false) as RoomNameContent)?.Name;

    /// <summary>Names the room.</summary>
    public Task<EventId> SetRoomNameAsync(RoomId room, string name, CancellationToken ct) =>
        SendStateAsync(room, new RoomNameContent(name), ct: ct);

    /// <summary>Says what the room is about.</summary>
    public Task<EventId> SetRoomTopicAsync(RoomId room, string topic, CancellationToken ct) =>
        SendStateAsync(room, new RoomTopicContent(topic), ct: ct);

    /// <summary>Gives the room a picture.</summary>
    public Task<EventId> SetRoomAvatarAsync(RoomId room, MxcUri picture, CancellationToken ct) =>
        SendStateAsync(room, "m.room.avatar", "", Json.Write(writer => writer.WriteString("url", picture.ToString())), ct);

    private static Route StateRoute(RoomId room, string eventType, string stateKey) =>
        Route.Of($"/_matrix/client/v3/rooms/{room}/state/{eventType}/{stateKey}");
}
