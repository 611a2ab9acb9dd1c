using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Encryption;
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
    Database database, TimelineDispatcher dispatcher, BotCrypto crypto, EventDecryption decryption, BotSession session, JobSignal signal, TimeProvider time, ILogger<GapFiller> logger)
{
    private const int PageSize = 100;
    private const int PagesAtOnce = 64;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await session.ReadyAsync(cancellationToken);
            while (await NextAsync(cancellationToken) is { } gap) await FillAsync(gap, cancellationToken);
            await signal.Gaps.WaitAsync(await RestAsync(cancellationToken), time, cancellationToken);
        }
    }

    internal async Task FillAsync(TimelineGap gap, CancellationToken cancellationToken)
    {
        try
        {
            var from = gap.From;
            var page = FetchAsync(gap, from, cancellationToken);
            for (var pages = 1; ; pages++)
            {
                var messages = await page;
                var isLast = messages.End is null || messages.Events.Count == 0 || messages.End == from;
                // Rooms take turns: one that was flooded does not keep the votes of the others waiting.
                var isEnough = pages == PagesAtOnce;
                if (!isLast) from = messages.End!;
                if (!isLast && !isEnough) page = FetchAsync(gap, from, cancellationToken);
                var goesOn = await StoreAsync(gap, messages.Events, isLast ? null : from, cancellationToken);
                if (goesOn && !isEnough) continue;
                if (!isLast && !isEnough) await IgnoreAsync(page);
                return;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (e is MatrixException { Reason: MatrixFailure.UnknownToken or MatrixFailure.AccountExpired or MatrixFailure.NoSession } lost) session.ReportLost(lost);
            // Whatever it was, it is put off: the gap of one room must not stand in the way of all others.
            await PostponeAsync(gap, e, cancellationToken);
        }
    }

    private Task<TimelineGap?> NextAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // One that seems to wait longer than any may was put off before the clock was set back.
        var latest = now + LongestBackoff;
        return database.ReadAsync(db => db.Set<TimelineGap>().Where(gap => gap.NextAttemptAt <= now || gap.NextAttemptAt > latest).OrderBy(gap => gap.NextAttemptAt).FirstOrDefaultAsync(cancellationToken), cancellationToken);
    }

    /// <summary>How long until the next gap that was put off may be tried again.</summary>
    internal async Task<TimeSpan> RestAsync(CancellationToken cancellationToken)
    {
        var next = await database.ReadAsync(
            db => db.Set<TimelineGap>().OrderBy(gap => gap.NextAttemptAt).Select(gap => (DateTimeOffset?)gap.NextAttemptAt).FirstOrDefaultAsync(cancellationToken), cancellationToken);
        if (next is null) return LookAgain;
        var wait = next.Value - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LookAgain ? wait : LookAgain;
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
                else (row.From, row.NextAttemptAt, row.Attempts) = (next!, now, 0);
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
                own.Reverse();
                using var step = crypto.Begin(db);
                var readable = await decryption.ReadAsync(step, room.Id, own, isHistory: false, keepsUnread: true, cancellationToken);
                await step.SaveAsync(cancellationToken);
                await dispatcher.DispatchAsync(
                    [.. readable.Select(found => new TimelineEvent(db, room, found.Event, EventOrigin.Live, session.Self, now) { Trust = found.Trust })], transaction, cancellationToken);
                return !isOver;
            },
            cancellationToken);

    private Task PostponeAsync(TimelineGap gap, Exception e, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                if (await db.FindAsync<TimelineGap>([gap.Id], cancellationToken) is not { } row) return;
                var failure = e as MatrixException;
                Log.Postponed(logger, gap.RoomId, failure is null ? e.GetType().Name : failure.ErrorCode ?? failure.Reason.ToString(), failure is null ? e.StackTrace : null);
                // A room that refuses its history for good leaves nothing to wait for.
                if (failure is { IsTransient: false, Status: not null, Reason: MatrixFailure.Server })
                {
                    db.Remove(row);
                    return;
                }

                row.Attempts++;
                var wait = failure?.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(row.Attempts, 10)));
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
        [LoggerMessage(Level = LogLevel.Warning, Message = "The gap of {Room} could not be filled: {Reason} {Stack}")]
        public static partial void Postponed(ILogger logger, RoomId room, string reason, string? stack);
    }
}
