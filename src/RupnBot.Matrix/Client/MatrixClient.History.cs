using System.Runtime.CompilerServices;

namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>One event; null when it does not exist or is not for us to see.</summary>
    public Task<MatrixEvent?> GetEventAsync(RoomId room, EventId id, CancellationToken ct) => OrNullAsync(
        GetAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/event/{id}"), (_, body) => EventPages.ReadEvent(body.Span, room), ct));

    /// <summary>An event and what was said around it; null when it does not exist or is not for us to see.</summary>
    public Task<EventContext?> GetContextAsync(RoomId room, EventId id, int? limit = null, CancellationToken ct = default) => OrNullAsync(GetAsync(
        Route.Of($"/_matrix/client/v3/rooms/{room}/context/{id}").With("limit", limit), (_, body) => EventPages.ReadContext(body.Span, room), ct));

    /// <summary>A page of the room's history.</summary>
    /// <param name="room">The room.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="from">Where to start, such as a timeline's <see cref="Timeline.PrevBatch"/>; null for the end that lies in the other direction.</param>
    /// <param name="to">Where to stop.</param>
    /// <param name="limit">Events a page; servers cap it.</param>
    /// <param name="filterJson">A room event filter as JSON.</param>
    /// <param name="ct">Cancels the request.</param>
    public Task<MessagesPage> GetMessagesAsync(
        RoomId room, Direction direction, string? from = null, string? to = null, int? limit = null, string? filterJson = null,
        CancellationToken ct = default) => GetAsync(
            Route.Of($"/_matrix/client/v3/rooms/{room}/messages")
                .With("dir", Word(direction))
                .With("from", from)
                .With("to", to)
                .With("limit", limit)
                .With("filter", filterJson),
            (_, body) => EventPages.ReadMessages(body.Span, room),
            ct);

    /// <summary>The room's history, page after page as it is enumerated; stop when enough was seen.</summary>
    public async IAsyncEnumerable<MatrixEvent> ReadHistoryAsync(
        RoomId room, Direction direction = Direction.Backward, string? from = null, string? to = null, string? filterJson = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        const int pageSize = 100;
        do
        {
            var page = await GetMessagesAsync(room, direction, from, to, pageSize, filterJson, ct).ConfigureAwait(false);
            foreach (var read in page.Events) yield return read;
            // A page may be empty and not the last; one that leads to itself is.
            if (page.End == from) yield break;
            from = page.End;
        }
        while (from is not null);
    }

    /// <summary>Events that relate to another: votes of a poll, edits, reactions, a thread.</summary>
    /// <param name="room">The room.</param>
    /// <param name="id">The event they relate to.</param>
    /// <param name="relType">Only relations of this type, such as <c>m.reference</c>.</param>
    /// <param name="eventType">Only events of this type; needs <paramref name="relType"/>.</param>
    /// <param name="from">The last page's <see cref="RelationsPage.NextBatch"/>.</param>
    /// <param name="direction">Newest first unless forward.</param>
    /// <param name="recurse">Also what relates to what relates to it, where the server knows how.</param>
    /// <param name="limit">Events a page; servers cap it.</param>
    /// <param name="ct">Cancels the request.</param>
    public Task<RelationsPage> GetRelationsAsync(
        RoomId room, EventId id, string? relType = null, string? eventType = null, string? from = null,
        Direction direction = Direction.Backward, bool recurse = false, int? limit = null, CancellationToken ct = default)
    {
        if (eventType is not null && relType is null) throw new ArgumentException("An event type needs a relation type.", nameof(eventType));
        var route = (relType, eventType) switch
        {
            ({ } relation, { } type) => Route.Of($"/_matrix/client/v1/rooms/{room}/relations/{id}/{relation}/{type}"),
            ({ } relation, null) => Route.Of($"/_matrix/client/v1/rooms/{room}/relations/{id}/{relation}"),
            _ => Route.Of($"/_matrix/client/v1/rooms/{room}/relations/{id}"),
        };
        return GetAsync(
            route.With("from", from).With("dir", Word(direction)).With("limit", limit).With("recurse", recurse ? "true" : null),
            (_, body) => EventPages.ReadRelations(body.Span, room),
            ct);
    }

    private static string Word(Direction direction) => direction == Direction.Forward ? "f" : "b";
}
