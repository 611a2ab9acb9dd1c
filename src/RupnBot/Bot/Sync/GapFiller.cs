using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Sync;

/// <summary>
/// Fetches the pages a limited timeline left out and shows them to the same handlers, each page in its own small transaction with the
/// gap's new position. The next page is on its way while one is stored.
/// </summary>
public sealed partial class GapFiller(
    Database database, TimelineDispatcher dispatcher, BotSession session, JobSignal signal, TimeProvider time, ILogger<GapFiller> logger)
{
    private const int PageSize = 100;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await session.ReadyAsync(cancellationToken);
            while (await NextAsync(cancellationToken) is { } gap) await FillAsync(gap, cancellationToken);
            await signal.Gaps.WaitAsync(LookAgain, time, cancellationToken);
        }
    }

    internal async Task FillAsync(TimelineGap gap, CancellationToken cancellationToken)
    {
        try
        {
            var from = gap.From;
            var page = FetchAsync(gap, from, cancellationToken);
            while (true)
            {
                var messages = await page;
                var isLast = messages.End is null || messages.Events.Count == 0 || messages.End == from;
                if (!isLast) page = FetchAsync(gap, from = messages.End!, cancellationToken);
                if (await StoreAsync(gap, messages.Events, isLast ? null : from, cancellationToken)) continue;
                if (!isLast) await IgnoreAsync(page);
                return;
            }
        }
        catch (MatrixException e)
        {
            if (e.Reason is MatrixFailure.UnknownToken or MatrixFailure.AccountExpired) session.ReportLost(e);
            await PostponeAsync(gap, e, cancellationToken);
        }
    }

    private Task<TimelineGap?> NextAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(db => db.Set<TimelineGap>().Where(gap => gap.NextAttemptAt <= now).OrderBy(gap => gap.NextAttemptAt).FirstOrDefaultAsync(cancellationToken), cancellationToken);
    }

    private Task<MessagesPage> FetchAsync(TimelineGap gap, string from, CancellationToken cancellationToken) =>
        session.Client.WithPriority(RequestPriority.Poll).GetMessagesAsync(gap.RoomId, Direction.Backward, from, gap.To, PageSize, SyncFilter.Timeline, cancellationToken);

    /// <returns>True when another page is to be stored.</returns>
    private Task<bool> StoreAsync(TimelineGap gap, IReadOnlyList<MatrixEvent> newestFirst, string? next, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (db, transaction) =>
            {
                var now = time.GetUtcNow();
                var row = await db.FindAsync<TimelineGap>([gap.Id], cancellationToken);
                if (row is null || await db.FindAsync<Room>([gap.RoomId], cancellationToken) is not { } room) return false;
                // Where the room was joined inside the gap, the bot's own join is its far end: what lies beyond is history.
                var own = newestFirst.TakeWhile(matrixEvent => matrixEvent.EventId != room.JoinEvent).ToList();
                var isOver = next is null || room.Membership != RoomMembership.Joined || own.Count < newestFirst.Count;
                if (isOver) db.Remove(row);
                else row.From = next!;
                await db.SaveChangesAsync(cancellationToken);
                for (var i = own.Count - 1; i >= 0; i--)
                    await dispatcher.DispatchAsync(new TimelineEvent(db, room, own[i], EventOrigin.Live, session.Self, now), transaction, cancellationToken);
                return !isOver;
            },
            cancellationToken);

    private Task PostponeAsync(TimelineGap gap, MatrixException e, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await db.FindAsync<TimelineGap>([gap.Id], cancellationToken) is not { } row) return;
                var reason = e.ErrorCode ?? e.Reason.ToString();
                Log.Postponed(logger, gap.RoomId, reason);
                // A room that refuses its history for good leaves nothing to wait for.
                if (!e.IsTransient && e.Status is not null && e.Reason == MatrixFailure.Server)
                {
                    db.Remove(row);
                    return;
                }

                row.Attempts++;
                var wait = e.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(row.Attempts, 10)));
                row.NextAttemptAt = time.GetUtcNow() + (wait < LongestBackoff ? wait : LongestBackoff);
            },
            cancellationToken);

    private static async Task IgnoreAsync(Task<MessagesPage> page)
    {
        try
        {
            await page;
        }
        catch (Exception e) when (e is MatrixException or OperationCanceledException)
        {
            // A page fetched ahead that nobody needs.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The gap of {Room} could not be filled: {Reason}")]
        public static partial void Postponed(ILogger logger, RoomId room, string reason);
    }
}
