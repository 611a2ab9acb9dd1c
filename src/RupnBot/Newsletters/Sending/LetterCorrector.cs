using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>Brings another wording to a letter's salons: what waits in the outbox is rewritten at once, what has left is edited, some salons at a time.</summary>
internal sealed class LetterCorrector
{
    /// <summary>Rows that have not been attempted take the new wording; from now on no salon gets the old one first.</summary>
    public async Task RewriteAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = LetterParts.Text(letter);
        foreach (var delivery in await UnderWay(db, letter, DeliveryWork.Sending).ToListAsync(cancellationToken))
        {
            if (await db.FindAsync<OutboxMessage>([delivery.TextId!], cancellationToken) is not { State: OutboxState.Queued } row) continue;
            await db.CorrectAsync(row, text, now, cancellationToken);
            delivery.Revision = letter.Revision;
        }

        foreach (var delivery in await UnderWay(db, letter, DeliveryWork.Correcting).ToListAsync(cancellationToken))
        {
            if (await db.FindAsync<OutboxMessage>([delivery.PendingId!], cancellationToken) is not { State: OutboxState.Queued } edit) continue;
            await db.WithdrawAsync(edit, now, cancellationToken);
            (delivery.Work, delivery.PendingId) = (DeliveryWork.None, null);
        }
    }

    /// <returns>How many it queued.</returns>
    public async Task<int> LaunchAsync(BotDbContext db, Newsletter letter, int free, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (free <= 0 || letter.Revision == 0) return 0;
        var outdated = await db.Set<NewsletterDelivery>().AsTracking()
            .Where(delivery => delivery.NewsletterId == letter.Id && delivery.State == DeliveryState.Sent && delivery.Work == DeliveryWork.None && delivery.Revision < letter.Revision)
            .OrderBy(delivery => delivery.Id).Take(free).ToListAsync(cancellationToken);
        var queued = new List<(NewsletterDelivery Delivery, OutboxMessage Edit)>();
        foreach (var delivery in outdated)
        {
            delivery.Revision = letter.Revision;
            // Its trace is older than the outbox keeps any.
            if (await db.FindAsync<OutboxMessage>([delivery.TextId!], cancellationToken) is not { } row) continue;
            queued.Add((delivery, await db.CorrectAsync(row, LetterParts.Text(letter), now, cancellationToken)));
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var (delivery, edit) in queued) (delivery.Work, delivery.PendingId) = (DeliveryWork.Correcting, edit.Id);
        return queued.Count;
    }

    private static IQueryable<NewsletterDelivery> UnderWay(BotDbContext db, Newsletter letter, DeliveryWork work) =>
        db.Set<NewsletterDelivery>().AsTracking().Where(delivery => delivery.NewsletterId == letter.Id && delivery.Work == work);
}
