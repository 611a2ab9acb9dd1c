using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Opening;

/// <summary>Takes a poll of ours back: what was not sent stays unsent, what was is redacted.</summary>
internal sealed class PollWithdrawal
{
    public async Task WithdrawAsync(BotDbContext db, Poll poll, DateTimeOffset now, CancellationToken cancellationToken)
    {
        poll.State = PollState.Withdrawn;
        poll.EndedAt = now;
        poll.TellRoomId = null;
        // The choices not yet set under the message: they would hang under nothing.
        var choices = await db.Set<OutboxMessage>().AsTracking()
            .Where(row => row.DependsOnId == poll.StartRowId && row.State == OutboxState.Queued && row.EventType == EventTypes.Reaction).ToListAsync(cancellationToken);
        foreach (var choice in choices) await db.WithdrawAsync(choice, now, cancellationToken);
        foreach (var id in new[] { poll.TextRowId, poll.StartRowId })
            if (id is { } rowId && await db.FindAsync<OutboxMessage>([rowId], cancellationToken) is { } row) await db.WithdrawAsync(row, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
