using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>A letter that was agreed to has another form: from now on no salon gets the earlier one first, and those that have it are corrected.</summary>
internal static class LetterRevision
{
    /// <param name="db">The letter's new words or files are saved.</param>
    /// <returns>How far it has come.</returns>
    public static async Task<LetterFigures> SpreadAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        letter.Revision++;
        letter.TouchedAt = now;
        await db.SaveChangesAsync(cancellationToken);
        await LetterWithdrawal.PullBackAsync(db, letter, cancellationToken);
        var wanted = await LetterWanted.OfAsync(db, letter, cancellationToken);
        foreach (var delivery in await UnderWay(db, letter, DeliveryWork.Sending).ToListAsync(cancellationToken)) await RewriteAsync(db, wanted, delivery, now, cancellationToken);
        foreach (var delivery in await UnderWay(db, letter, DeliveryWork.Correcting).ToListAsync(cancellationToken)) await DropAsync(db, delivery, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        // What waited for the morning was for an earlier form: this one may have nothing new that would tell anybody.
        await db.Set<NewsletterDelivery>().Where(delivery => delivery.NewsletterId == letter.Id && delivery.State == DeliveryState.Sent && delivery.NotBefore != null)
            .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NotBefore, (DateTimeOffset?)null), cancellationToken);
        // Followed in a message of its own when the sending's is done with.
        if (letter.State == NewsletterState.Done) (letter.ProgressId, letter.ProgressText) = (null, null);
        // What waits for its hour waits on.
        if (letter.State != NewsletterState.Scheduled && letter.StartedAt is not null) letter.NextAt = now;
        return await LetterFigures.OfAsync(db, letter, cancellationToken);
    }

    /// <summary>A part of it may have left: the rest leaves in the new form, and what has left is corrected once it is there.</summary>
    private static async Task RewriteAsync(BotDbContext db, LetterWanted wanted, NewsletterDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<OutboxMessage>([delivery.TextId!], cancellationToken) is { State: OutboxState.Queued } text) await db.CorrectAsync(text, wanted.Text(), now, cancellationToken);
        if (delivery.AttachmentId is not { } id || await db.FindAsync<OutboxMessage>([id], cancellationToken) is not { State: OutboxState.Queued } attachment) return;
        var encrypted = await LetterWanted.IsEncryptedAsync(db, delivery, cancellationToken);
        if (wanted.IsReadyFor(encrypted) && wanted.Attachment(encrypted) is { } other)
        {
            await db.CorrectAsync(attachment, other, now, cancellationToken);
            return;
        }

        await db.WithdrawAsync(attachment, now, cancellationToken);
        delivery.PendingId = delivery.TextId;
    }

    /// <summary>An earlier correction that no request was made for is not made; another one follows.</summary>
    private static async Task DropAsync(BotDbContext db, NewsletterDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parts = delivery.Parts;
        var open = await db.Set<OutboxMessage>().AsTracking()
            .Where(row => row.State < OutboxState.Sent && (parts.Contains(row.Id) || (row.DependsOnId != null && parts.Contains(row.DependsOnId.Value)))).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        foreach (var row in open.Where(row => row.State == OutboxState.Queued)) await db.WithdrawAsync(row, now, cancellationToken);
        var attempted = open.FindLast(row => row.State == OutboxState.Attempted);
        if (attempted is null) delivery.Work = DeliveryWork.None;
        delivery.PendingId = attempted?.Id;
    }

    private static IQueryable<NewsletterDelivery> UnderWay(BotDbContext db, Newsletter letter, DeliveryWork work) =>
        db.Set<NewsletterDelivery>().AsTracking().Where(delivery => delivery.NewsletterId == letter.Id && delivery.Work == work);
}
