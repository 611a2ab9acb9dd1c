using Microsoft.Extensions.Options;
using RupnBot.Configuration;

namespace RupnBot.Scheduling.Calendar;

/// <summary>A demonstration's setting must not go unnoticed where teachers have their week-ends.</summary>
internal sealed partial class EveryDayWarning(IOptions<BotOptions> options, ILogger<EveryDayWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.WorksEveryDay) Log.WorksEveryDay(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Bot:WorkingDays is EveryDay: the bot also writes at week-ends and in holidays. That is for demonstrations only.")]
        public static partial void WorksEveryDay(ILogger logger);
    }
}
