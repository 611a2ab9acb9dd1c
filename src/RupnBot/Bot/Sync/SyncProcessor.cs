using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Sync;

/// <summary>One /sync response, one transaction: rooms, events, what the slices make of them, and the position.</summary>
public sealed partial class SyncProcessor(
    Database database, TimelineDispatcher dispatcher, SyncDecryption decryption, LateEvents lateEvents, IEnumerable<IRoomMoveHandler> moves, IEnumerable<IRoomLeftHandler> departures,
    IEnumerable<IReceiptHandler> receipts, TimeProvider time, ILogger<SyncProcessor> logger)
{
    private readonly RoomArrivals _arrivals = new(moves);

    /// <param name="since">The position the response was asked with; null for the first sync ever, whose timelines are all history.</param>
    public Task ApplyAsync(SyncResponse response, string? since, UserId self, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (db, transaction) =>
            {
                var now = time.GetUtcNow();
                var step = new Step(db, transaction, since, self, now);
                using var members = new MemberTable(db);
                var rooms = await LoadRoomsAsync(db, response, cancellationToken);
                var left = new List<RoomId>();
                foreach (var id in response.Rooms.Leave.Keys)
                    if (rooms.TryGetValue(id, out var room) && await LeaveAsync(step, room, members, cancellationToken)) left.Add(id);
                // After the departures: of a removal and a new invitation since the last answer, Synapse tells both, and the invitation stands.
                foreach (var (id, invited) in response.Rooms.Invite) await RoomArrivals.InvitedAsync(db, Room(step, rooms, id), invited, self, now, cancellationToken);
                var timelines = new List<JoinedTimeline>();
                foreach (var (id, joined) in response.Rooms.Join)
                    timelines.Add(await JoinAsync(step, Room(step, rooms, id), joined, members, cancellationToken));
                await MovePositionAsync(db, response.NextBatch, now, cancellationToken);
                // Everything about the rooms is saved before the first handler runs: a handler that fails then takes nothing of it with it.
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
                // The keys too: they come once, and no handler's failure may take them away.
                var (readable, late) = await decryption.ReceiveAsync(db, response, [.. timelines.Select(timeline => timeline.ToDecrypt(since))], cancellationToken);
                foreach (var id in left)
                    foreach (var departure in departures) await GuardAsync(step, id, () => departure.LeftAsync(db, id, now, cancellationToken), cancellationToken);
                // Only now is every room's own word stored: a salon and its successor may come in one response, in any order.
                foreach (var timeline in timelines.Where(timeline => timeline.Room.Successor is not null || (timeline.IsNew && since is not null)))
                    await GuardAsync(step, timeline.Room.Id, () => _arrivals.MoveAsync(db, timeline.Room, timeline.IsNew, now, cancellationToken), cancellationToken);
                foreach (var timeline in timelines) await DispatchAsync(step, timeline, readable[timeline.Room.Id], cancellationToken);
                await lateEvents.DispatchAsync(db, transaction, late, self, now, cancellationToken);
                // What the first sync ever shows was there before the bot looked.
                if (since is not null) await ReceiveAsync(step, timelines, cancellationToken);
                return true;
            },
            cancellationToken);

    private static async Task<Dictionary<RoomId, Room>> LoadRoomsAsync(BotDbContext db, SyncResponse response, CancellationToken cancellationToken)
    {
        var ids = response.Rooms.Join.Keys.Concat(response.Rooms.Invite.Keys).Concat(response.Rooms.Leave.Keys).ToHashSet();
        if (ids.Count == 0) return [];
        return await db.Set<Room>().AsTracking().Where(room => ids.Contains(room.Id)).ToDictionaryAsync(room => room.Id, cancellationToken);
    }

    private static Room Room(Step step, Dictionary<RoomId, Room> rooms, RoomId id)
    {
        if (rooms.TryGetValue(id, out var room)) return room;
        room = new Room { Id = id, Membership = RoomMembership.Left };
        step.Db.Add(room);
        rooms.Add(id, room);
        return room;
    }

    private async Task<JoinedTimeline> JoinAsync(Step step, Room room, JoinedRoom joined, MemberTable members, CancellationToken cancellationToken)
    {
        var isNew = room.Membership != RoomMembership.Joined;
        if (isNew)
        {
            members.Clear(room.Id);
            room.JoinEvent = null;
        }

        var joinedBefore = room.JoinEvent;
        foreach (var state in joined.State) RoomProjection.Apply(room, state, members, step.Self);
        foreach (var state in joined.Timeline.Events)
            if (state.IsState) RoomProjection.Apply(room, state, members, step.Self);
        // Whoever dates it chooses; a date to come would let everything said in clear until then be believed.
        if (room.EncryptedAt > step.Now) room.EncryptedAt = step.Now;
        room.Membership = RoomMembership.Joined;
        room.JoinedAt ??= step.Now;
        if (isNew && !room.IsDirect) room.IsDirect = LooksDirect(room, joined);
        if (isNew) await RoomArrivals.JoinedAsync(step.Db, room, isFirstSync: step.Since is null, step.Now, cancellationToken);
        // A room left and joined again between two answers is known by its new join alone.
        var timeline = new JoinedTimeline(room, joined, isNew, HasNewJoin: room.JoinEvent != joinedBefore && joined.Timeline.Events.Any(state => state.EventId == room.JoinEvent));
        if (joined.Timeline is { Limited: true, PrevBatch: { } from } && step.Since is not null && !timeline.HasNewJoin && !timeline.IsWithoutJoin)
            await AddGapAsync(step, room, from, isNew, cancellationToken);
        return timeline;
    }

    private async Task DispatchAsync(Step step, JoinedTimeline timeline, IReadOnlyList<ReadableEvent> events, CancellationToken cancellationToken)
    {
        var (room, _, _, hasNewJoin) = timeline;
        // In a room just joined, what stands before our own join is history; so is everything of the first sync.
        var joinSeen = !hasNewJoin && !timeline.IsWithoutJoin;
        var shown = new List<TimelineEvent>(events.Count);
        foreach (var (matrixEvent, trust) in events)
        {
            var origin = step.Since is null || !joinSeen ? EventOrigin.History : EventOrigin.Live;
            shown.Add(new TimelineEvent(step.Db, room, matrixEvent, origin, step.Self, step.Now) { Trust = trust });
            if (matrixEvent.EventId == room.JoinEvent) joinSeen = true;
        }

        await dispatcher.DispatchAsync(shown, step.Transaction, cancellationToken);
    }

    private static async Task<bool> LeaveAsync(Step step, Room room, MemberTable members, CancellationToken cancellationToken)
    {
        if (room.Membership == RoomMembership.Left) return false;
        room.Membership = RoomMembership.Left;
        room.JoinEvent = null;
        members.Clear(room.Id);
        // What still waits for this room would only be refused, at the price of a request each.
        await step.Db.Set<OutboxMessage>().Where(row => row.RoomId == room.Id && row.State == OutboxState.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, OutboxState.Expired).SetProperty(row => row.Reason, "left"), cancellationToken);
        return true;
    }

    private async Task ReceiveAsync(Step step, List<JoinedTimeline> timelines, CancellationToken cancellationToken)
    {
        if (timelines.Count == 0) return;
        List<SyncedRoom> rooms = [.. timelines.Select(timeline => new SyncedRoom(timeline.Room.Id, timeline.Joined.Timeline.Events, timeline.Joined.Ephemeral))];
        foreach (var handler in receipts)
        {
            var failure = await step.Transaction.TryAsync(step.Db, () => handler.ReceiveAsync(step.Db, rooms, step.Self, step.Now, cancellationToken), cancellationToken);
            if (failure is not null) Log.ReceiptsFailed(logger, failure.GetType().Name, failure.StackTrace);
        }
    }

    // A slice that cannot follow a room's change must not stop the sync: the same answer would come again, and fail again, for ever.
    private async Task GuardAsync(Step step, RoomId room, Func<Task> change, CancellationToken cancellationToken)
    {
        if (await step.Transaction.TryAsync(step.Db, change, cancellationToken) is { } failure) Log.ChangeFailed(logger, room, failure.GetType().Name, failure.StackTrace);
    }

    private static async Task AddGapAsync(Step step, Room room, string from, bool isNew, CancellationToken cancellationToken)
    {
        if (await step.Db.Set<TimelineGap>().AnyAsync(gap => gap.RoomId == room.Id && gap.From == from, cancellationToken)) return;
        step.Db.Add(new TimelineGap { RoomId = room.Id, From = from, To = isNew ? null : step.Since, CreatedAt = step.Now, NextAttemptAt = step.Now });
        step.Db.JobsTouched = true;
    }

    private static async Task MovePositionAsync(BotDbContext db, string nextBatch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var position = await db.Set<SyncPosition>().AsTracking().SingleOrDefaultAsync(cancellationToken);
        if (position is null) db.Add(position = new SyncPosition { FirstStart = now });
        position.NextBatch = nextBatch;
        position.At = now;
    }

    // The invite that said so may be long gone, with the database that knew it: a room of two that nobody named is a direct chat.
    private static bool LooksDirect(Room room, JoinedRoom joined)
    {
        if (room.Name is not null || room.CanonicalAlias is not null) return false;
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var state in joined.State.Concat(joined.Timeline.Events))
        {
            if (state.StateKey is not { } user || state.Type != EventTypes.Member) continue;
            if (state.Content is MemberContent { Membership: Membership.Join or Membership.Invite }) present.Add(user);
            else present.Remove(user);
        }

        return present.Count == 2;
    }

    private sealed record Step(BotDbContext Db, IDbContextTransaction Transaction, string? Since, UserId Self, DateTimeOffset Now);

    private sealed record JoinedTimeline(Room Room, JoinedRoom Joined, bool IsNew, bool HasNewJoin)
    {
        // Where the history ends is unknown then: nothing of it is taken for a command.
        public bool IsWithoutJoin => IsNew && Room.JoinEvent is null;

        public EncryptedTimeline ToDecrypt(string? since) =>
            new(Room, Joined.Timeline.Events, Joined.State.Concat(Joined.Timeline.Events.Where(state => state.IsState)), IsHistory: since is null || IsWithoutJoin);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "How far people have read could not be taken down: {Exception} {Stack}")]
        public static partial void ReceiptsFailed(ILogger logger, string exception, string? stack);

        [LoggerMessage(Level = LogLevel.Error, Message = "The change of {Room} could not be followed by all: {Exception} {Stack}")]
        public static partial void ChangeFailed(ILogger logger, RoomId room, string exception, string? stack);
    }
}
