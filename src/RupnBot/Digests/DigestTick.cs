using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Subscriptions;

namespace RupnBot.Digests;

/// <summary>
/// One look at the clock: how earlier digests ended, then the salons whose time has come, each in a transaction of its own. Doing it twice, or again
/// after a kill at any point, sends nothing twice: a salon's slot row, its message, its offers and its subscriptions' next slots commit together.
/// </summary>
internal sealed partial class DigestTick(Database database, DigestRoomStep step, TimeProvider time, ILogger<DigestTick> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await database.WriteAsync(db => DigestSettlement.SettleAsync(db, cancellationToken), cancellationToken) == DigestSettlement.AtOnce)
        {
            // More have ended than fit into one short transaction.
        }

        var now = time.GetUtcNow();
        var salons = await database.ReadAsync(
            db => db.Set<Subscription>().Where(subscription => subscription.NextAt <= now).Select(subscription => subscription.RoomId).Distinct().ToListAsync(cancellationToken),
            cancellationToken);
        foreach (var salon in salons) await StepAsync(salon, now, cancellationToken);
    }

    private async Task StepAsync(RoomId salon, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(db => step.RunAsync(db, salon, now, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // One salon's trouble is not the others': it is looked at again at the next tick.
            Log.SalonFailed(logger, e, salon);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The digest of {Salon} could not be made; it is tried again at the next tick.")]
        public static partial void SalonFailed(ILogger logger, Exception exception, RoomId salon);
    }
}
