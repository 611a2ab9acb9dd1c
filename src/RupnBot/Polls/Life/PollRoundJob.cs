using Quartz;
using RupnBot.Polls.Meetings;
using RupnBot.Polls.Series;

namespace RupnBot.Polls.Life;

/// <summary>Quartz's minute. A round that is still under way is not joined by another.</summary>
[DisallowConcurrentExecution]
internal sealed class PollRoundJob(PollRounds rounds, SeriesRounds series, MeetingRounds meetings) : IJob
{
    /// <summary>Shortly after the minute: people name whole minutes for an end.</summary>
    public const string EveryMinute = "2 * * * * ?";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await rounds.RunAsync(cancellationToken);
        await series.RunAsync(cancellationToken);
        await meetings.RunAsync(cancellationToken);
    }
}
