using Quartz;

namespace RupnBot.Reach;

/// <summary>Once an hour: what is a fortnight old gets its total, and who has read it is erased.</summary>
[DisallowConcurrentExecution]
internal sealed class ReachTick(Database database, TimeProvider time) : IJob
{
    public const string EveryHour = "50 23 * * * ?";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        new(database.WriteAsync(db => ReachBook.CloseOldAsync(db, time.GetUtcNow(), cancellationToken), cancellationToken));
}
