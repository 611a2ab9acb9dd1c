using Quartz;

namespace RupnBot.Campaigns.Life;

/// <summary>Quartz's minute. A round that is still under way is not joined by another.</summary>
[DisallowConcurrentExecution]
internal sealed class CampaignRoundJob(CampaignRounds rounds) : IJob
{
    public const string EveryMinute = "22 * * * * ?";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await rounds.RunAsync(cancellationToken);
}
