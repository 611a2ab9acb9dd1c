using Quartz;

namespace RupnBot.Operations.Alerts;

/// <summary>Each minute: is there something operators should be told?</summary>
internal sealed class AlertTick(TroubleAlerts alerts) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => new(alerts.RunAsync(cancellationToken));
}
