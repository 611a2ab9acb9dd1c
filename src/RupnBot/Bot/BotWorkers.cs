using RupnBot.Bot.Encryption;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Sync;

namespace RupnBot.Bot;

/// <summary>The loops beside the sync. One that falls is logged and started again: an unexpected error ends a step, not the process.</summary>
internal sealed partial class BotWorkers(OutboxDispatcher outbox, JobWorker jobs, GapFiller gaps, KeyWorker keys, TimeProvider time, ILogger<BotWorkers> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepAsync("outbox", outbox.RunAsync, stoppingToken),
        KeepAsync("jobs", jobs.RunAsync, stoppingToken),
        KeepAsync("gaps", gaps.RunAsync, stoppingToken),
        KeepAsync("keys", keys.RunAsync, stoppingToken));

    private async Task KeepAsync(string name, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await run(cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Fell(logger, name, e);
                await Task.Delay(Rest, time, cancellationToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The {Name} loop fell over and is started again.")]
        public static partial void Fell(ILogger logger, string name, Exception exception);
    }
}
