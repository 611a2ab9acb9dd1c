using Microsoft.EntityFrameworkCore;
using Quartz;
using RupnBot.Bot.Session;
using RupnBot.Newsletters.Records;

namespace RupnBot.Newsletters.Sending;

/// <summary>
/// One look at the letters that have something to do, each in a short transaction of its own. Done twice, or again after a kill at any point, it
/// sends nothing twice: a salon's row, its messages and their keys commit together.
/// </summary>
internal sealed partial class LetterTick(Database database, LetterStep step, BotSession session, TimeProvider time, ILogger<LetterTick> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!session.IsReady) return;
        var now = time.GetUtcNow();
        var due = await database.ReadAsync(
            db => db.Set<Newsletter>().Where(letter => letter.NextAt <= now).OrderBy(letter => letter.NextAt).Select(letter => letter.Id).ToListAsync(cancellationToken), cancellationToken);
        foreach (var letter in due) await StepAsync(letter, now, cancellationToken);
    }

    private async Task StepAsync(long letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await database.WriteAsync(db => step.RunAsync(db, letter, now, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // One letter's trouble is not the others': it is looked at again at the next tick.
            Log.Failed(logger, e, letter);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The letter {Letter} could not go on; it is tried again at the next tick.")]
        public static partial void Failed(ILogger logger, Exception exception, long letter);
    }
}

/// <summary>Every two seconds: what a salon has taken makes room for the next. With no letter under way it costs one read.</summary>
[DisallowConcurrentExecution]
internal sealed class LetterTickJob(LetterTick tick) : IJob
{
    public const string EveryTwoSeconds = "0/2 * * * * ?";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await tick.RunAsync(cancellationToken);
}
