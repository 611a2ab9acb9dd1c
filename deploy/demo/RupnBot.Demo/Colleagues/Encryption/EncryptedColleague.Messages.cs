using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues.Encryption;

public sealed partial class EncryptedColleague
{
    public Task<string> SayAsync(string roomId, string text, CancellationToken cancellationToken) =>
        SendAsync("say", new JsonObject { ["room"] = roomId, ["body"] = text }, cancellationToken);

    public Task<string> ReplyAsync(string roomId, string eventId, string text, CancellationToken cancellationToken) =>
        SendAsync("reply", new JsonObject { ["room"] = roomId, ["event"] = eventId, ["body"] = text }, cancellationToken);

    public Task<string> EditAsync(string roomId, string eventId, string text, CancellationToken cancellationToken) =>
        SendAsync("edit", new JsonObject { ["room"] = roomId, ["event"] = eventId, ["body"] = text }, cancellationToken);

    public Task RedactAsync(string roomId, string eventId, CancellationToken cancellationToken) =>
        _sdk.DoAsync("redact", new JsonObject { ["room"] = roomId, ["event"] = eventId }, cancellationToken);

    /// <summary>Tells that this client has shown an event; hidden: only to its owner's own devices.</summary>
    public Task MarkReadAsync(string roomId, string eventId, CancellationToken cancellationToken, bool hidden = false) =>
        _sdk.DoAsync("receipt", new JsonObject { ["room"] = roomId, ["event"] = eventId, ["hidden"] = hidden }, cancellationToken);

    /// <summary>What the client has shown of a room so far.</summary>
    public IReadOnlyList<DecryptedEvent> Seen(string roomId) => _seen.Of(roomId);

    /// <summary>All that the client holds of a room, oldest first, with its opinion of the senders as it is now.</summary>
    public async Task<IReadOnlyList<DecryptedEvent>> ReadAsync(string roomId, CancellationToken cancellationToken)
    {
        var answer = await _sdk.DoAsync("read", new JsonObject { ["room"] = roomId }, cancellationToken);
        return [.. answer!.AsArray().Select(item => DecryptedEvent.From(item!.AsObject()))];
    }

    /// <summary>Waits for an event that this client can read, already there or to come.</summary>
    public Task<DecryptedEvent> WaitForAsync(
        string roomId, Func<ReceivedEvent, bool> predicate, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        _seen.WaitForAsync(roomId, item => item.Failure is null && predicate(item.Clear), cancellationToken, timeout);

    /// <summary>Waits for a message of someone else that came encrypted and contains a text.</summary>
    public Task<DecryptedEvent> WaitForTextAsync(string roomId, string text, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        _seen.WaitForAsync(
            roomId,
            item => item.IsReadable && item.Sender != UserId && item.Body?.Contains(text, StringComparison.CurrentCultureIgnoreCase) == true,
            cancellationToken,
            timeout);

    /// <summary>Waits until an event came that this client cannot read.</summary>
    /// <returns>Why it cannot.</returns>
    public async Task<string> WaitForFailureAsync(string roomId, string eventId, CancellationToken cancellationToken) =>
        (await _seen.WaitForAsync(roomId, item => item.EventId == eventId && item.Failure is not null, cancellationToken)).Failure!;

    /// <summary>Whether this device could decrypt an event if it got hold of what stands on the wire.</summary>
    /// <returns>Why it could not; null if it could.</returns>
    public async Task<string?> TryDecryptAsync(string roomId, ReceivedEvent onTheWire, CancellationToken cancellationToken)
    {
        var json = new JsonObject
        {
            ["event_id"] = onTheWire.EventId,
            ["room_id"] = roomId,
            ["type"] = onTheWire.Type,
            ["sender"] = onTheWire.Sender,
            ["origin_server_ts"] = onTheWire.At.ToUnixTimeMilliseconds(),
            ["content"] = onTheWire.Content.DeepClone(),
        };
        return (await _sdk.DoAsync("tryDecrypt", new JsonObject { ["event"] = json }, cancellationToken))?.GetValue<string>();
    }

    /// <summary>Sends a file as an encrypted attachment.</summary>
    /// <param name="roomId">Where.</param>
    /// <param name="file">In clear.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="spoilt">What is uploaded is not what was hashed, as if the server had changed it.</param>
    public Task<string> SendFileAsync(string roomId, ClearFile file, CancellationToken cancellationToken, bool spoilt = false)
    {
        var data = Convert.ToBase64String(file.Content);
        var request = new JsonObject { ["room"] = roomId, ["name"] = file.Name, ["type"] = file.MediaType, ["data"] = data, ["spoilt"] = spoilt };
        return SendAsync("sendFile", request, cancellationToken);
    }

    /// <summary>Gets the file of a message, checks its hash and decrypts it.</summary>
    public async Task<ClearFile> DownloadAsync(string roomId, string eventId, CancellationToken cancellationToken)
    {
        var answer = await _sdk.DoAsync("download", new JsonObject { ["room"] = roomId, ["event"] = eventId }, cancellationToken);
        return new ClearFile((string?)answer!["name"], (string?)answer["type"], Convert.FromBase64String((string)answer["data"]!));
    }
}
