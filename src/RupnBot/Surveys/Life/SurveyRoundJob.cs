using Quartz;

namespace RupnBot.Surveys.Life;

/// <summary>Quartz's minute. A round that is still under way is not joined by another.</summary>
[DisallowConcurrentExecution]
internal sealed class SurveyRoundJob(SurveyRounds rounds) : IJob
{
    public const string EveryMinute = "22 * * * * ?";

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => new(rounds.RunAsync(cancellationToken));
}
