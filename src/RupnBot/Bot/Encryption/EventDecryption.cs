using RupnBot.Bot.Rooms;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Operations.Metrics;

namespace RupnBot.Bot.Encryption;

/// <summary>An event as the handlers see it.</summary>
/// <param name="Event">As it was written, deciphered if need be; one that cannot be read stays as it came.</param>
/// <param name="Trust">How far its sender is known; null when it came in clear.</param>
public readonly record struct ReadableEvent(MatrixEvent Event, SenderTrust? Trust);

/// <summary>Deciphers the events of a room inside the transaction that stores what comes of them.</summary>
public sealed partial class EventDecryption(BotCrypto crypto, Database database, ILogger<EventDecryption> logger)
{
    /// <summary>Pages of /messages and the like, which are read outside any transaction: all of them, as they are or as they were written.</summary>
    public async Task<IReadOnlyList<MatrixEvent>> ReadAsync(RoomId room, IReadOnlyList<MatrixEvent> events, CancellationToken cancellationToken) =>
        events.All(found => found.Type != EventTypes.Encrypted) ? events : [.. (await ReadAllAsync(room, events, cancellationToken)).Select(found => found.Event)];

    /// <summary>The same without what a homeserver may have made up in clear, see <see cref="InClear"/>.</summary>
    /// <param name="room">Where they were sent.</param>
    /// <param name="events">In any order.</param>
    /// <param name="earliest">None of them can be older.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<MatrixEvent>> ReadBelievableAsync(RoomId room, IReadOnlyList<MatrixEvent> events, DateTimeOffset earliest, CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(async db => await db.FindAsync<Room>([room], cancellationToken), cancellationToken) is not { IsEncrypted: true } encrypted) return events;
        var read = await ReadAllAsync(room, events, cancellationToken);
        return [.. read.Where(found => !encrypted.IsUnbelievable(found.Event, found.Trust, earliest)).Select(found => found.Event)];
    }

    private Task<IReadOnlyList<ReadableEvent>> ReadAllAsync(RoomId room, IReadOnlyList<MatrixEvent> events, CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            using var step = crypto.Begin(db);
            var read = await ReadAsync(step, room, events, isHistory: false, keepsUnread: false, cancellationToken);
            await step.SaveAsync(cancellationToken);
            return read;
        },
        cancellationToken);

    /// <param name="step">Saved by the caller.</param>
    /// <param name="room">Where they were sent.</param>
    /// <param name="events">In any order.</param>
    /// <param name="isHistory">They are from before the bot's own time.</param>
    /// <param name="keepsUnread">One whose key is missing is kept and handled when the key comes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<IReadOnlyList<ReadableEvent>> ReadAsync(
        CryptoStep step, RoomId room, IReadOnlyList<MatrixEvent> events, bool isHistory, bool keepsUnread, CancellationToken cancellationToken)
    {
        var read = new List<ReadableEvent>(events.Count);
        // Before any is read: a key may come together with the removal of what waited for it.
        if (keepsUnread)
            foreach (var found in events)
                if (found.Redacts is { } removed) CryptoMachine.Remove(step, room, removed);
        foreach (var found in events) read.Add(await ReadAsync(step, room, found, isHistory, keepsUnread, cancellationToken));
        return read;
    }

    internal async Task<ReadableEvent> ReadAsync(CryptoStep step, RoomId room, MatrixEvent found, bool isHistory, bool keepsUnread, CancellationToken cancellationToken)
    {
        if (found.Type != EventTypes.Encrypted || found.IsState || found.IsRedacted) return new ReadableEvent(found, null);
        var encrypted = new EncryptedEvent(found.EventId, found.Sender, found.OriginServerTs, found.RawContent);
        var wasDropped = step.Changes.AreSendingSessionsDropped;
        var result = await crypto.Machine.DecryptAsync(step, room, encrypted, cancellationToken);
        if (step.Changes.AreSendingSessionsDropped && !wasDropped) Log.Restored(logger, found.EventId);
        switch (result)
        {
            case RoomDecryption.Read plain when IsBelievable(plain.Type):
                return new ReadableEvent(found with { Type = plain.Type, ContentJson = plain.ContentJson }, plain.Trust);
            case RoomDecryption.Unreadable unread:
                BotMetrics.Undecryptable(unread.Failure.ToString());
                Log.Unreadable(logger, found.EventId, unread.Failure);
                if (keepsUnread && unread.MayComeLater) crypto.Machine.KeepUndecryptable(step, room, encrypted, found.ToJson(), unread.Failure, isHistory);
                break;
        }

        return new ReadableEvent(found, null);
    }

    // State and redactions are never encrypted: the server decides about them, and one inside a cipher was decided by nobody.
    private static bool IsBelievable(string type) => type == EventTypes.Message || !type.StartsWith("m.room.", StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Event {EventId} cannot be read: {Failure}")]
        public static partial void Unreadable(ILogger logger, EventId eventId, CryptoFailure failure);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Our own event {EventId} was written with a key not reached here: the database is an older copy, and every session to write with is made anew.")]
        public static partial void Restored(ILogger logger, EventId eventId);
    }
}
