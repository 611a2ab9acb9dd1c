using Quartz;
using RupnBot.Sources.Pages;

namespace RupnBot.Sources.Polling;

/// <summary>Every minute: what is due is read, then who must know of a failure is told.</summary>
[DisallowConcurrentExecution]
internal sealed class PollTick(SourcePoller poller, SourceWatch watch, SelectorWatch selectors) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await poller.PollDueAsync(cancellationToken);
        await watch.RunAsync(cancellationToken);
        await selectors.RunAsync(cancellationToken);
    }
}
