using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Outbox;
using RupnBot.Polls.Reading;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Life;

/// <summary>Looks which polls are due for their next step; the database knows, so that a restart between any two steps loses none.</summary>
internal sealed partial class PollRounds(Database database, PollCloser closer, PollAnnouncer announcer, ThresholdWatch thresholds, PollHours hours, TimeProvider time, ILogger<PollRounds> logger)
{
    /// <summary>One round. Each poll has its own transaction: one that fails holds no other up.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await DueAsync(cancellationToken))
        {
            try
            {
                await database.WriteAsync(db => StepAsync(db, id, cancellationToken), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, id, e);
            }
        }
    }

    private Task<List<long>> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isTellingTime = hours.AllowsNow(now);
        return database.ReadAsync(
            db => db.Set<Poll>()
                .Where(poll => (poll.State == PollState.Open && (poll.EndsAt <= now || poll.MissedVotes || poll.StartEvent == null))
                    || poll.State == PollState.Closing
                    || (poll.State == PollState.Closed && isTellingTime)
                    || (poll.State == PollState.Open && poll.Threshold != null && poll.ThresholdToldAt == null && isTellingTime))
                .OrderBy(poll => poll.EndsAt).Select(poll => poll.Id).ToListAsync(cancellationToken),
            cancellationToken);
    }

    private async Task StepAsync(BotDbContext db, long id, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Poll>([id], cancellationToken) is not { } poll) return;
        var now = time.GetUtcNow();
        if (poll is { StartEvent: null, StartRowId: { } startId } && await db.FindAsync<OutboxMessage>([startId], cancellationToken) is { } start)
        {
            poll.StartEvent = start.EventId;
            // The poll was refused, and whoever asked has been told: it never was.
            if (start.State is OutboxState.Failed or OutboxState.Expired) Withdraw(poll, now);
        }

        if (poll is { MissedVotes: true, StartEvent: not null, State: PollState.Open })
        {
            poll.MissedVotes = false;
            await db.QueueJobAsync(PollReadJob.JobKind, $"{poll.Id}:missed", new PollReadPayload(poll.Id, IsLast: false), now, cancellationToken);
        }

        await thresholds.LookAsync(db, poll, now, cancellationToken);
        if (poll.State == PollState.Open && poll.EndsAt <= now) await closer.CloseAsync(db, poll, now, cancellationToken);
        else if (poll.State == PollState.Closing) await closer.LookAsync(db, poll, now, cancellationToken);
        else if (poll.State == PollState.Closed) await announcer.AnnounceAsync(db, poll, now, cancellationToken);
    }

    private static void Withdraw(Poll poll, DateTimeOffset now)
    {
        poll.State = PollState.Withdrawn;
        poll.EndedAt = now;
        poll.TellRoomId = null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The step of poll {Poll} failed; it is tried again at the next round.")]
        public static partial void Failed(ILogger logger, long poll, Exception exception);
    }
}
