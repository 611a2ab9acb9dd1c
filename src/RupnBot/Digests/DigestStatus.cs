using Microsoft.EntityFrameworkCore;
using RupnBot.Bot;
using RupnBot.Bot.Commands;
using RupnBot.Bot.Rooms;
using RupnBot.Digests.Slots;
using RupnBot.Subscriptions;

namespace RupnBot.Digests;

/// <summary>What <c>statut</c> says of a salon's digests: the last, why one was not sent, the next.</summary>
internal sealed class DigestStatus(SubscriptionText words) : IStatusSource
{
    public int Order => 20;

    public async Task<IReadOnlyList<string>> LinesAsync(CommandContext context, Room? salon, CancellationToken cancellationToken)
    {
        if (salon is null) return [];
        var lines = new List<string>();
        var slots = context.Db.Set<DigestSlot>().AsNoTracking().Where(slot => slot.RoomId == salon.Id);
        var sent = await slots.Where(slot => slot.State == DigestState.Sent).OrderByDescending(slot => slot.Day).FirstOrDefaultAsync(cancellationToken);
        if (sent is not null) lines.Add(context.Texts.Plural("Digests.StatusSent", sent.Offered, ("at", words.Instant(sent.At))));
        var last = await slots.OrderByDescending(slot => slot.Day).FirstOrDefaultAsync(cancellationToken);
        if (last is not null && last.State != DigestState.Sent) lines.Add(context.Texts.Format(KeyOf(last), ("day", words.Day(last.At))));
        var next = await context.Db.Set<Subscription>().Where(row => row.RoomId == salon.Id).OrderBy(row => row.NextAt).Select(row => (DateTimeOffset?)row.NextAt).FirstOrDefaultAsync(cancellationToken);
        if (next is null) return [.. lines, context.Texts.Get("Digests.StatusNoSubscription")];
        var pause = await context.Db.FindAsync<SalonPause>([salon.Id], cancellationToken);
        var holds = pause is not null && pause.HoldsAt(context.Now);
        if (holds) lines.Add(PauseText.Of(pause!, words, context.Texts));
        // Of what will be held back no hour is told.
        if (!holds || pause!.Until <= next) lines.Add(context.Texts.Format("Digests.StatusNext", ("at", words.Instant(next.Value))));
        return lines;
    }

    private static string KeyOf(DigestSlot slot) => slot switch
    {
        { State: DigestState.Skipped, Reason: "SchoolHoliday" or "Weekend" or "PublicHoliday" or "Paused" } => $"Digests.Status.{slot.Reason}",
        { State: DigestState.Skipped } => "Digests.Status.Superseded",
        _ => $"Digests.Status.{slot.State}",
    };
}
