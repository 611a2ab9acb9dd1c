using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Health;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Operations.Metrics;
using RupnBot.Storage;

namespace RupnBot.Bot.Sync;

/// <summary>The long poll: asks, hands the answer to <see cref="SyncProcessor"/>, asks again from the position that was committed with it.</summary>
public sealed partial class SyncWorker(
    Database database, SyncProcessor processor, IEnumerable<IReceiptHandler> receipts, BotCrypto crypto, StartGate gate, BotSession session, BotHealth health, TimeProvider time,
    ILogger<SyncWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeastInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            await session.ReadyAsync(stoppingToken);
            await gate.SureAsync(stoppingToken);
            var started = time.GetTimestamp();
            try
            {
                await StepAsync(stoppingToken);
                failures = 0;
                gate.Synced();
                health.Synced();
                health.Resolve(HealthTopics.Sync);
            }
            catch (MatrixException e)
            {
                if (e.Reason is MatrixFailure.UnknownToken or MatrixFailure.AccountExpired or MatrixFailure.NoSession) session.ReportLost(e);
                await BackOffAsync(++failures, e.ErrorCode ?? e.Reason.ToString(), e.RetryAfter, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e);
                await BackOffAsync(++failures, e.GetType().Name, null, stoppingToken);
            }

            // A sync starts at most once a second, however fast the answers come.
            var rest = LeastInterval - time.GetElapsedTime(started);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, time, stoppingToken);
        }
    }

    /// <summary>One /sync, stored.</summary>
    internal async Task StepAsync(CancellationToken cancellationToken)
    {
        // Before the first messages to this device come: they come once.
        await crypto.EnsureAccountAsync(database, cancellationToken);
        var (since, wanted) = await database.ReadAsync(
            async db => (await db.Set<SyncPosition>().Select(position => position.NextBatch).SingleOrDefaultAsync(cancellationToken), await WantsReceiptsAsync(db, cancellationToken)), cancellationToken);
        var wait = since is null || health.LastSync is null ? TimeSpan.Zero : LongPoll;
        var response = await session.Client.SyncAsync(since, SyncFilter.For(since, wanted), wait, setPresence: null, cancellationToken);
        var started = time.GetTimestamp();
        await processor.ApplyAsync(response, since, session.Self, cancellationToken);
        BotMetrics.SyncStored(time.GetElapsedTime(started));
        if (response.SkippedEvents > 0) Log.Skipped(logger, response.SkippedEvents);
    }

    private async Task<bool> WantsReceiptsAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        foreach (var handler in receipts)
            if (await handler.WantsReceiptsAsync(db, cancellationToken)) return true;
        return false;
    }

    private async Task BackOffAsync(int failures, string reason, TimeSpan? asked, CancellationToken cancellationToken)
    {
        if (failures >= 3) health.Report(HealthTopics.Sync, HealthLevel.Unhealthy, reason);
        BotMetrics.SyncFailed();
        Log.BackingOff(logger, reason, failures);
        var wait = asked ?? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10)) / 2);
        await Task.Delay(wait < LongestBackoff ? wait : LongestBackoff, time, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "/sync failed: {Reason} ({Failures} in a row)")]
        public static partial void BackingOff(ILogger logger, string reason, int failures);

        [LoggerMessage(Level = LogLevel.Error, Message = "A sync could not be stored; it will be asked for again.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Warning, Message = "/sync brought {Count} events whose envelope could not be read.")]
        public static partial void Skipped(ILogger logger, int count);
    }
}
