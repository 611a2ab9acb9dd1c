using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Digests.Slots;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Digests;

/// <summary>
/// How the outbox ended with each digest. One that was refused or came too late takes its offers back, so that its articles come with the next;
/// a salon that refuses again and again is left in peace until someone says <c>reprendre</c>.
/// </summary>
internal static class DigestSettlement
{
    public const int AtOnce = 50;

    /// <returns>How many had ended.</returns>
    public static async Task<int> SettleAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var ended = await db.Set<DigestSlot>().AsTracking()
            .Where(slot => slot.State == DigestState.Pending)
            .Join(db.Set<OutboxMessage>().Where(row => row.State > OutboxState.Attempted), slot => slot.OutboxId, row => row.Id, (slot, row) => new { slot, row.State, row.Reason })
            .OrderBy(pair => pair.slot.Id).Take(AtOnce).ToListAsync(cancellationToken);
        foreach (var pair in ended)
        {
            pair.slot.State = pair.State switch { OutboxState.Sent => DigestState.Sent, OutboxState.Failed => DigestState.Failed, _ => DigestState.Expired };
            pair.slot.Reason = pair.Reason;
            await CountAsync(db, pair.slot, cancellationToken);
            if (pair.slot.State == DigestState.Sent) continue;
            pair.slot.Offered = pair.slot.Shown = 0;
            await db.Set<ArticleOffer>().Where(offer => offer.SlotId == pair.slot.Id).ExecuteDeleteAsync(cancellationToken);
        }

        return ended.Count;
    }

    private static async Task CountAsync(BotDbContext db, DigestSlot slot, CancellationToken cancellationToken)
    {
        if (slot.State == DigestState.Expired) return;
        var pause = await db.FindAsync<SalonPause>([slot.RoomId], cancellationToken);
        if (slot.State == DigestState.Sent)
        {
            if (pause is not null) pause.Refusals = 0;
            return;
        }

        if (pause is null) db.Add(pause = new SalonPause { RoomId = slot.RoomId });
        pause.Refusals++;
        if (pause.Refusals >= SalonPause.MostRefusals && pause.Reason == PauseReason.None) (pause.Reason, pause.Until) = (PauseReason.Refused, null);
    }
}
