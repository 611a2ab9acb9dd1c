using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>
/// Brings another text, picture or attachment to the salons that have a letter already, some at a time: of each only what it does not show so yet.
/// What has another form is edited, what is no longer of the letter is redacted, what is new is sent after the rest.
/// </summary>
internal sealed class LetterCorrector
{
    /// <returns>How many salons it queued something for.</returns>
    public async Task<int> LaunchAsync(BotDbContext db, Newsletter letter, int free, WorkingTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (free <= 0 || letter.Revision == 0) return 0;
        var outdated = await Outdated(db, letter).AsTracking().Where(delivery => delivery.Work == DeliveryWork.None && (delivery.NotBefore == null || delivery.NotBefore <= now))
            .OrderBy(delivery => delivery.Id).Take(free).ToListAsync(cancellationToken);
        if (outdated.Count == 0) return 0;
        var wanted = await LetterWanted.OfAsync(db, letter, cancellationToken);
        var queued = 0;
        foreach (var delivery in outdated)
        {
            var encrypted = await LetterWanted.IsEncryptedAsync(db, delivery, cancellationToken);
            // A room that was made encrypted since waits for its own upload; one that failed paused the letter, and is not asked for again until it goes on.
            if (letter.State == NewsletterState.Paused ? !wanted.IsReadyFor(encrypted) : !await wanted.AskForAsync(db, encrypted, now, cancellationToken)) continue;
            if (await CorrectAsync(db, wanted, delivery, encrypted, time, now, cancellationToken) is not { } last) continue;
            await db.SaveChangesAsync(cancellationToken);
            (delivery.Work, delivery.PendingId) = (DeliveryWork.Correcting, last.Id);
            queued++;
        }

        return queued;
    }

    /// <summary>Salons that have the letter in an earlier form.</summary>
    public static IQueryable<NewsletterDelivery> Outdated(BotDbContext db, Newsletter letter) =>
        db.Set<NewsletterDelivery>().Where(delivery => delivery.NewsletterId == letter.Id && delivery.State == DeliveryState.Sent && delivery.Revision < letter.Revision);

    /// <returns>The last of what was queued; null when nothing had to be.</returns>
    private static async Task<OutboxMessage?> CorrectAsync(BotDbContext db, LetterWanted wanted, NewsletterDelivery delivery, bool encrypted, WorkingTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        OutboxMessage? last = null;
        var (picture, text, attachment) = await LetterPart.OfAsync(db, delivery, cancellationToken);
        await ChangeAsync(picture, wanted.Picture(encrypted));
        await ChangeAsync(text, wanted.Text());
        await ChangeAsync(attachment, wanted.Attachment(encrypted));
        if (IsMissing(picture, wanted.Picture(encrypted)) || IsMissing(attachment, wanted.Attachment(encrypted)))
        {
            // An edit tells nobody; what is new does, and so keeps to the hours.
            if (!time.Contains(now))
            {
                delivery.NotBefore = time.NextWorkingInstant(now);
                return last;
            }

            if (IsMissing(picture, wanted.Picture(encrypted))) delivery.PictureId = await AddAsync("picture", wanted.Picture(encrypted)!);
            if (IsMissing(attachment, wanted.Attachment(encrypted))) delivery.AttachmentId = await AddAsync("attachment", wanted.Attachment(encrypted)!);
        }

        delivery.Revision = wanted.Revision;
        return last;

        async Task ChangeAsync(LetterPart part, MessageContent? content)
        {
            if (!part.IsThere) return;
            if (content is not null && !part.Shows(content)) last = await db.CorrectAsync(part.Row!, content, now, cancellationToken);
            if (content is not null) return;
            foreach (var row in part.Events) last = await db.WithdrawAsync(row, now, cancellationToken) ?? last;
        }

        async Task<long> AddAsync(string part, MessageContent content)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"letter:{delivery.Id}:{part}:r{wanted.Revision}");
            last = await db.QueueAsync(new OutgoingMessage(delivery.RoomId, content) { Priority = RequestPriority.Bulk, Key = key, After = text.Row }, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return last.Id;
        }
    }

    // One that nobody knows any more may well be there.
    private static bool IsMissing(LetterPart part, MessageContent? wanted) => wanted is not null && !part.IsThere && !part.IsLost;
}
