using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Bot.Outbox;

namespace RupnBot.Bot.Sync;

/// <summary>Shows an event to the slices, under a savepoint: one that throws is undone and recorded, and the rest goes on.</summary>
public sealed partial class TimelineDispatcher(IEnumerable<ITimelineHandler> handlers, ILogger<TimelineDispatcher> logger)
{
    private const string Savepoint = "event";

    private readonly FrozenDictionary<string, ITimelineHandler[]> _handlers = handlers
        .SelectMany(handler => handler.EventTypes.Select(type => (type, handler)))
        .GroupBy(pair => pair.type, pair => pair.handler)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public async Task DispatchAsync(TimelineEvent timelineEvent, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        var wanted = _handlers.GetValueOrDefault(timelineEvent.Event.Type);
        if (wanted is null && !timelineEvent.IsOwn) return;
        var db = timelineEvent.Db;
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        ITimelineHandler? current = null;
        try
        {
            if (timelineEvent.IsOwn) await OutboxEcho.ApplyAsync(db, timelineEvent.Event, cancellationToken);
            foreach (var handler in wanted ?? []) await (current = handler).HandleAsync(timelineEvent, cancellationToken);
            if (db.ChangeTracker.HasChanges()) await db.SaveChangesAsync(cancellationToken);
            await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, CancellationToken.None);
            await transaction.ReleaseSavepointAsync(Savepoint, CancellationToken.None);
            await RecordAsync(timelineEvent, current, e, cancellationToken);
        }
    }

    private async Task RecordAsync(TimelineEvent timelineEvent, ITimelineHandler? handler, Exception e, CancellationToken cancellationToken)
    {
        var db = timelineEvent.Db;
        var matrixEvent = timelineEvent.Event;
        // What the failed handler left in the context must not be saved; the room itself was saved before the timeline began.
        db.ChangeTracker.Clear();
        Log.HandlerFailed(logger, matrixEvent.Type, matrixEvent.EventId, e.GetType().Name, e.StackTrace);
        if (await db.FindAsync<FailedEvent>([matrixEvent.EventId], cancellationToken) is null)
        {
            db.Add(new FailedEvent
            {
                Id = matrixEvent.EventId,
                RoomId = timelineEvent.Room.Id,
                Type = Shorten(matrixEvent.Type),
                Reason = Shorten(e.GetType().Name),
                At = timelineEvent.Now,
            });
        }

        if (handler is not null) await handler.FailedAsync(timelineEvent, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200];

    private static partial class Log
    {
        // The exception's message may quote what somebody wrote: its type and its place are enough.
        [LoggerMessage(Level = LogLevel.Error, Message = "A {Type} event could not be handled ({EventId}): {Exception} {Stack}")]
        public static partial void HandlerFailed(ILogger logger, string type, EventId eventId, string exception, string? stack);
    }
}
