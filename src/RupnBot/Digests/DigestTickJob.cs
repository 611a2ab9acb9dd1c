using Quartz;

namespace RupnBot.Digests;

/// <summary>Quartz's minute. A tick that is still under way is not joined by another.</summary>
[DisallowConcurrentExecution]
internal sealed class DigestTickJob(DigestTick tick) : IJob
{
    public const string EveryMinute = "0 * * * * ?";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await tick.RunAsync(cancellationToken);
}
