namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>
    /// Sends an event. With the same transaction id, from the same device, the server keeps it once however often it is sent
    /// (and forgets the id in time: see the server). Not repeated here.
    /// </summary>
    public async Task<EventId> SendAsync(RoomId room, string eventType, string txnId, ReadOnlyMemory<byte> contentJson, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventType);
        ArgumentException.ThrowIfNullOrEmpty(txnId);
        var answer = await PutAsync(
            Route.Of($"/_matrix/client/v3/rooms/{room}/send/{eventType}/{txnId}"), contentJson, MatrixJson.Default.EventAnswer, ct).ConfigureAwait(false);
        return answer.EventId;
    }

    /// <summary>Sends an event of a known type.</summary>
    public Task<EventId> SendAsync(RoomId room, EventContent content, string txnId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        return SendAsync(room, content.EventType, txnId, content.ToJson(), ct);
    }

    /// <summary>Takes an event's content away, for everybody.</summary>
    public async Task<EventId> RedactAsync(RoomId room, EventId target, string txnId, string? reason = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(txnId);
        var answer = await PutAsync(
            Route.Of($"/_matrix/client/v3/rooms/{room}/redact/{target}/{txnId}"),
            Body(new ReasonRequest(reason), MatrixJson.Default.ReasonRequest),
            MatrixJson.Default.EventAnswer,
            ct).ConfigureAwait(false);
        return answer.EventId;
    }

    /// <summary>Shows or stops showing that one types; it stops by itself after <paramref name="timeout"/>.</summary>
    public Task SetTypingAsync(RoomId room, bool typing, TimeSpan? timeout = null, CancellationToken ct = default)
    {
        var milliseconds = typing ? (long)(timeout ?? TimeSpan.FromSeconds(30)).TotalMilliseconds : (long?)null;
        return PutAsync(
            Route.Of($"/_matrix/client/v3/rooms/{room}/typing/{Self}"),
            Body(new TypingRequest(typing, milliseconds), MatrixJson.Default.TypingRequest),
            ct);
    }

    /// <summary>Says that one has read up to an event; to nobody but one's own devices when <paramref name="isPrivate"/>.</summary>
    public Task SendReceiptAsync(RoomId room, EventId upTo, bool isPrivate = false, CancellationToken ct = default) =>
        PostAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/receipt/{(isPrivate ? "m.read.private" : "m.read")}/{upTo}"), "{}"u8.ToArray(), ct);

    /// <summary>Moves the "read up to here" line, and receipts with it.</summary>
    public Task SetReadMarkersAsync(
        RoomId room, EventId? fullyRead, EventId? read = null, EventId? privateRead = null, CancellationToken ct = default) => PostAsync(
            Route.Of($"/_matrix/client/v3/rooms/{room}/read_markers"),
            Body(new ReadMarkersRequest(fullyRead, read, privateRead), MatrixJson.Default.ReadMarkersRequest),
            ct);
}
