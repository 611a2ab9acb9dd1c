using RupnBot.Bot.Encryption;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Sync;

namespace RupnBot.Bot;

/// <summary>The loops beside the sync. One that falls is logged and started again: an unexpected error ends a step, not the process.</summary>
internal sealed partial class BotWorkers(OutboxDispatcher outbox, JobWorker jobs, GapFiller gaps, KeyWorker keys, StartGate gate, TimeProvider time, ILogger<BotWorkers> logger) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        KeepAsync("outbox", outbox.RunAsync, gate.SyncedAsync, stoppingToken),
        KeepAsync("jobs", jobs.RunAsync, gate.SureAsync, stoppingToken),
        KeepAsync("gaps", gaps.RunAsync, gate.SureAsync, stoppingToken),
        // It is the one that makes sure.
        KeepAsync("keys", keys.RunAsync, _ => Task.CompletedTask, stoppingToken));

    private async Task KeepAsync(string name, Func<CancellationToken, Task> run, Func<CancellationToken, Task> mayBegin, CancellationToken cancellationToken)
    {
        await mayBegin(cancellationToken);
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
