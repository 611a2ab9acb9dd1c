using Quartz;
using RupnBot.Almanac.Fetching;

namespace RupnBot.Almanac;

/// <summary>Every minute: reminders first, for their time is agreed; then the calendars that are due to be read.</summary>
[DisallowConcurrentExecution]
internal sealed class ReminderTick(ReminderRounds rounds, CalendarReads reads) : IJob
{
    public const string EveryMinute = "10 * * * * ?";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await rounds.RunAsync(cancellationToken);
        await reads.RunAsync(cancellationToken);
    }
}
