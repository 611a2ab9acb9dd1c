using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>How the outbox ended with what was queued for each salon, and what is worth trying again.</summary>
internal static class LetterSettlement
{
    private const string Forbidden = "M_FORBIDDEN";
    private const string Left = "left";
    private const int AtOnce = 50;
    private static readonly TimeSpan ServerRest = TimeSpan.FromHours(1);

    /// <summary>A salon that lets the bot write again within this time gets the letter after all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    public static async Task SettleAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = await db.Set<NewsletterDelivery>().AsTracking().Where(delivery => delivery.NewsletterId == letter.Id)
            .Join(db.Set<OutboxMessage>().Where(row => row.State > OutboxState.Attempted), delivery => delivery.PendingId, row => row.Id, (delivery, row) => new { delivery, row })
            .Take(AtOnce).ToListAsync(cancellationToken);
        if (ended.Count == 0) return;
        var wanted = await LetterWanted.OfAsync(db, letter, cancellationToken);
        foreach (var pair in ended)
        {
            var (delivery, row) = (pair.delivery, pair.row);
            switch (delivery.Work)
            {
                case DeliveryWork.Sending:
                    await SentAsync(db, delivery, now, cancellationToken);
                    break;
                case DeliveryWork.Correcting:
                    // One that has yet another form to come is judged by that.
                    if (delivery.Revision == letter.Revision) delivery.IsUncorrected = !await wanted.StandsAsync(db, delivery, cancellationToken);
                    break;
                case DeliveryWork.Withdrawing:
                    delivery.State = row.State == OutboxState.Sent ? DeliveryState.Withdrawn : DeliveryState.NotWithdrawn;
                    break;
            }

            (delivery.Work, delivery.PendingId) = (DeliveryWork.None, null);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Some salon where the bot may not write may yet let it.</summary>
    public static async Task<bool> MayTryAgainAsync(BotDbContext db, Newsletter letter, DateTimeOffset now, CancellationToken cancellationToken) =>
        !letter.IsStopped && now - letter.StartedAt < Patience && await Muted(db, letter).AnyAsync(cancellationToken);

    /// <summary>Where the bot was not allowed to write and now is, the letter goes after all.</summary>
    public static async Task<bool> TryAgainAsync(BotDbContext db, Newsletter letter, UserId self, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (letter.IsStopped || now - letter.StartedAt >= Patience) return false;
        var again = false;
        foreach (var pair in await Muted(db, letter).Join(db.Set<Room>(), delivery => delivery.RoomId, room => room.Id, (delivery, room) => new { delivery, room }).AsTracking().ToListAsync(cancellationToken))
        {
            if (pair.room.Membership != RoomMembership.Joined || !LetterSender.MayWrite(pair.room, self)) continue;
            (pair.delivery.State, pair.delivery.Refusal, again) = (DeliveryState.Waiting, RefusalReason.None, true);
        }

        await db.SaveChangesAsync(cancellationToken);
        return again;
    }

    private static IQueryable<NewsletterDelivery> Muted(BotDbContext db, Newsletter letter) => db.Set<NewsletterDelivery>().Where(delivery =>
        delivery.NewsletterId == letter.Id && delivery.State == DeliveryState.Refused && delivery.Refusal == RefusalReason.Muted && delivery.Attempts < NewsletterDelivery.MostAttempts);

    private static async Task SentAsync(BotDbContext db, NewsletterDelivery delivery, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = await db.FindAsync<OutboxMessage>([delivery.TextId!], cancellationToken);
        if (text is { State: OutboxState.Sent })
        {
            (delivery.State, delivery.EventId, delivery.SentAt, delivery.Refusal) = (DeliveryState.Sent, text.EventId, now, RefusalReason.None);
            return;
        }

        // The text never left because the picture before it did not.
        var picture = delivery.PictureId is { } id ? await db.FindAsync<OutboxMessage>([id], cancellationToken) : null;
        var culprit = picture is { State: OutboxState.Failed or OutboxState.Expired } ? picture : text;
        delivery.Attempts++;
        if (culprit is { State: OutboxState.Expired, Reason: not Left } or null) return;
        var refusal = culprit.Reason switch { Left => RefusalReason.Left, Forbidden => RefusalReason.Muted, _ => RefusalReason.Server };
        if (refusal == RefusalReason.Server && delivery.Attempts < NewsletterDelivery.MostAttempts)
        {
            (delivery.NotBefore, delivery.Refusal) = (now + ServerRest, refusal);
            return;
        }

        (delivery.State, delivery.Refusal) = (DeliveryState.Refused, refusal);
        // No part of it stays behind alone.
        if (picture is { State: OutboxState.Sent } && refusal != RefusalReason.Left) await db.WithdrawAsync(picture, now, cancellationToken);
    }
}
