using Quartz;

namespace RupnBot.Privacy;

/// <summary>Once a day each slice erases what has outlived its stated time; one that fails does not keep the others from it.</summary>
internal sealed partial class RetentionTick(Database database, IEnumerable<IPersonalData> kept, TimeProvider time, ILogger<RetentionTick> logger) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => new(RunAsync(cancellationToken));

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var data in kept)
        {
            try
            {
                await database.WriteAsync(db => data.PurgeAsync(db, time.GetUtcNow(), cancellationToken), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, data.GetType().Name, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Data} could not erase what is past its time; it is tried again tomorrow.")]
        public static partial void Failed(ILogger logger, string data, Exception exception);
    }
}
