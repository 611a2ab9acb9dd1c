using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Bot.Outbox;
using RupnBot.Operations.Metrics;
using RupnBot.Storage;

namespace RupnBot.Bot.Sync;

/// <summary>Shows an event to the slices, under a savepoint: one that throws is undone and recorded, and the rest goes on.</summary>
public sealed partial class TimelineDispatcher(IEnumerable<ITimelineHandler> handlers, ILogger<TimelineDispatcher> logger)
{
    private readonly FrozenDictionary<string, ITimelineHandler[]> _handlers = handlers
        .SelectMany(handler => handler.EventTypes.Select(type => (type, handler)))
        .GroupBy(pair => pair.type, pair => pair.handler)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>
    /// All of them in their order. Those in a row that may run again share a savepoint, for thousands of votes wait after a lesson; when one of
    /// them throws, all are undone and each is shown again under its own.
    /// </summary>
    public async Task DispatchAsync(IReadOnlyList<TimelineEvent> events, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        for (var i = 0; i < events.Count;)
        {
            var end = i;
            while (end < events.Count && IsRepeatable(events[end])) end++;
            if (end - i > 1 && await TryTogetherAsync(events, i, end, transaction, cancellationToken))
            {
                i = end;
                continue;
            }

            end = Math.Max(end, i + 1);
            for (; i < end; i++) await DispatchAsync(events[i], transaction, cancellationToken);
        }
    }

    public async Task DispatchAsync(TimelineEvent timelineEvent, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        var wanted = timelineEvent.IsUnbelievable ? null : _handlers.GetValueOrDefault(timelineEvent.Event.Type);
        if (wanted is null && !timelineEvent.IsOwn) return;
        ITimelineHandler? current = null;
        var failure = await transaction.TryAsync(
            timelineEvent.Db,
            async () =>
            {
                if (timelineEvent.IsOwn) await OutboxEcho.ApplyAsync(timelineEvent.Db, timelineEvent.Event, cancellationToken);
                foreach (var handler in wanted ?? [])
                {
                    await (current = handler).HandleAsync(timelineEvent, cancellationToken);
                    // The next handler may clear the context.
                    await timelineEvent.Db.SaveIfChangedAsync(cancellationToken);
                }
            },
            cancellationToken);
        if (failure is null) BotMetrics.EventsHandled(1);
        else await RecordAsync(timelineEvent, current, failure, transaction, cancellationToken);
    }

    private bool IsRepeatable(TimelineEvent timelineEvent) =>
        !timelineEvent.IsOwn && !timelineEvent.IsUnbelievable
        && _handlers.TryGetValue(timelineEvent.Event.Type, out var wanted) && Array.TrueForAll(wanted, handler => handler.IsRepeatable);

    private async Task<bool> TryTogetherAsync(IReadOnlyList<TimelineEvent> events, int start, int end, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        var failure = await transaction.TryAsync(
            events[start].Db,
            async () =>
            {
                for (var i = start; i < end; i++)
                    foreach (var handler in _handlers[events[i].Event.Type]) await handler.HandleAsync(events[i], cancellationToken);
            },
            cancellationToken);
        if (failure is not null) return false;
        BotMetrics.EventsHandled(end - start);
        return true;
    }

    private async Task RecordAsync(TimelineEvent timelineEvent, ITimelineHandler? handler, Exception e, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        var db = timelineEvent.Db;
        var matrixEvent = timelineEvent.Event;
        BotMetrics.EventFailed();
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
            await db.SaveChangesAsync(cancellationToken);
        }

        if (handler is null) return;
        // To tell of a failure may fail too; the sync must go on, or the same event would stop it for ever.
        var untold = await transaction.TryAsync(db, () => handler.FailedAsync(timelineEvent, cancellationToken), cancellationToken);
        if (untold is not null) Log.HandlerFailed(logger, matrixEvent.Type, matrixEvent.EventId, untold.GetType().Name, untold.StackTrace);
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : text[..200];

    private static partial class Log
    {
        // The exception's message may quote what somebody wrote: its type and its place are enough.
        [LoggerMessage(Level = LogLevel.Error, Message = "A {Type} event could not be handled ({EventId}): {Exception} {Stack}")]
        public static partial void HandlerFailed(ILogger logger, string type, EventId eventId, string exception, string? stack);
    }
}
