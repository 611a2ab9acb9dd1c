using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>Keeps a letter from the salons it has not reached, and takes it back from those it has: text, picture, attachment, and every correction of them.</summary>
internal sealed class LetterWithdrawal
{
    /// <summary>Takes out of the outbox what no request was made for: those salons wait again. A salon that has a part of the letter gets the rest.</summary>
    public static Task PullBackAsync(BotDbContext db, Newsletter letter, CancellationToken cancellationToken) =>
        PullBackAsync(db, db.Set<NewsletterDelivery>().Where(delivery => delivery.NewsletterId == letter.Id), cancellationToken);

    public static async Task PullBackAsync(BotDbContext db, IQueryable<NewsletterDelivery> among, CancellationToken cancellationToken)
    {
        foreach (var delivery in await among.AsTracking().Where(delivery => delivery.Work == DeliveryWork.Sending).ToListAsync(cancellationToken))
        {
            var rows = await RowsAsync(db, delivery, cancellationToken);
            if (rows.Any(row => row.State != OutboxState.Queued)) continue;
            // As if they had never been queued: the salon's next turn uses their keys again.
            db.RemoveRange(rows);
            db.OutboxTouched = true;
            (delivery.Work, delivery.PendingId, delivery.PictureId, delivery.TextId, delivery.AttachmentId) = (DeliveryWork.None, null, null, null, null);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>No salon gets it any more that has not.</summary>
    public async Task CancelRestAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await PullBackAsync(db, letter, cancellationToken);
        var waiting = db.Set<NewsletterDelivery>().Where(delivery => delivery.NewsletterId == letter.Id && delivery.State == DeliveryState.Waiting && delivery.Work == DeliveryWork.None);
        // A picture whose text came too late does not stay behind.
        foreach (var delivery in await waiting.AsTracking().Where(delivery => delivery.PictureId != null).ToListAsync(cancellationToken))
            if (await db.FindAsync<OutboxMessage>([delivery.PictureId!], cancellationToken) is { State: OutboxState.Sent } picture) await db.WithdrawAsync(picture, now, cancellationToken);
        await waiting.ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.State, DeliveryState.Cancelled), cancellationToken);
    }

    public async Task LaunchAsync(BotDbContext db, Newsletter letter, int free, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (free <= 0) return;
        var sent = await db.Set<NewsletterDelivery>().AsTracking()
            .Where(delivery => delivery.NewsletterId == letter.Id && delivery.State == DeliveryState.Sent && delivery.Work == DeliveryWork.None)
            .OrderBy(delivery => delivery.Id).Take(free).ToListAsync(cancellationToken);
        var last = new List<(NewsletterDelivery Delivery, OutboxMessage Redaction)>();
        foreach (var delivery in sent)
        {
            OutboxMessage? redaction = null;
            var (picture, text, attachment) = await LetterPart.OfAsync(db, delivery, cancellationToken);
            foreach (var row in new[] { picture, text, attachment }.Where(part => part.IsThere).SelectMany(part => part.Events).OrderBy(row => row.Id))
                redaction = await db.WithdrawAsync(row, now, cancellationToken);
            if (redaction is null) delivery.State = DeliveryState.NotWithdrawn;
            else last.Add((delivery, redaction));
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var (delivery, redaction) in last) (delivery.Work, delivery.PendingId) = (DeliveryWork.Withdrawing, redaction.Id);
    }

    private static async Task<List<OutboxMessage>> RowsAsync(BotDbContext db, NewsletterDelivery delivery, CancellationToken cancellationToken)
    {
        var ids = delivery.Parts;
        return await db.Set<OutboxMessage>().AsTracking().Where(row => ids.Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellationToken);
    }
}
