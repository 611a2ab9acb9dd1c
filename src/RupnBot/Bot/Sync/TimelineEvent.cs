using RupnBot.Bot.Encryption;
using RupnBot.Bot.Rooms;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Sync;

/// <summary>How an event reached the bot.</summary>
public enum EventOrigin
{
    /// <summary>By /sync, or by a page that filled a hole: new to the bot.</summary>
    Live,

    /// <summary>From before the bot's own join or first start: never a command.</summary>
    History,
}

/// <summary>One event on its way through the handlers, inside the transaction that stores all it causes.</summary>
public sealed record TimelineEvent(BotDbContext Db, Room Room, MatrixEvent Event, EventOrigin Origin, UserId Self, DateTimeOffset Now)
{
    /// <summary>How far its sender is known; null for what came in clear.</summary>
    public SenderTrust? Trust { get; init; }

    /// <summary>Said in clear where everybody writes in cipher, see <see cref="InClear"/>.</summary>
    public bool IsUnbelievable => Room.IsUnbelievable(Event, Trust, DateTimeOffset.MinValue);

    /// <summary>The same, where what it speaks of tells that it cannot be older.</summary>
    public bool IsUnbelievableSince(DateTimeOffset earliest) => Room.IsUnbelievable(Event, Trust, earliest);

    /// <summary>When it was sent; a server one need not believe said so, so it is never in the future.</summary>
    public DateTimeOffset SentAt
    {
        get
        {
            var said = Instants.FromUnixMilliseconds(Event.OriginServerTs);
            return said < Now ? said : Now;
        }
    }

    public bool IsOwn => Event.Sender == Self;
}

/// <summary>
/// A slice's interest in timeline events. It changes the database and queues messages, nothing else: no HTTP, no waiting.
/// It is idempotent: the pages of a gap may show it an event twice, and out of order.
/// </summary>
public interface ITimelineHandler
{
    /// <summary>The event types it wants.</summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>
    /// All it does is run statements on the database, so that undoing a savepoint undoes it and it may simply run again: many of its events in
    /// a row then share one savepoint.
    /// </summary>
    bool IsRepeatable => false;

    /// <remarks>The room is not tracked: a handler that changes it loads it itself.</remarks>
    Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken);

    /// <summary>Its <see cref="HandleAsync"/> threw and all it did was undone: the place to tell whoever waits for an answer.</summary>
    Task FailedAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A slice whose rows follow a room into its successor.</summary>
public interface IRoomMoveHandler
{
    Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>A slice that ends what it does in a room the bot has left or was removed from.</summary>
public interface IRoomLeftHandler
{
    Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken);
}
