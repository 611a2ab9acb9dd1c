using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Newsletters.Files;
using RupnBot.Newsletters.Records;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>Queues a letter for the salons that come next: picture, text and attachment, each after the one before it, or none of them.</summary>
internal sealed class LetterSender(BotSession session)
{
    /// <summary>What was queued at the very end of the day may still leave.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MoveWait = TimeSpan.FromMinutes(5);
    private const int LookedAt = 4 * LetterStep.Window;

    public UserId Self => session.Self;

    public async Task LaunchAsync(BotDbContext db, Newsletter letter, int free, WorkingTime time, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (free <= 0) return;
        var files = await LetterFiles.WithoutBytesAsync(db, letter.Id, cancellationToken);
        var waiting = await db.Set<NewsletterDelivery>().AsTracking()
            .Where(delivery => delivery.NewsletterId == letter.Id && delivery.State == DeliveryState.Waiting && delivery.Work == DeliveryWork.None && (delivery.NotBefore == null || delivery.NotBefore <= now))
            .OrderBy(delivery => delivery.Id).Take(LookedAt).ToListAsync(cancellationToken);
        var closing = LocalInstant.At(LocalInstant.DateOf(now, time.TimeZone), time.Hours.Closing, time.TimeZone);
        var until = closing > now + Grace ? closing : now + Grace;
        foreach (var delivery in waiting)
        {
            if (free == 0) break;
            var room = await db.FindAsync<Room>([delivery.RoomId], cancellationToken);
            if (!IsOpen(delivery, room, now)) continue;
            // Those of the other kind need not wait for it.
            if (await LetterFiles.AreReadyAsync(db, files, room!.IsEncrypted, now, cancellationToken))
            {
                await QueueAsync(db, letter, delivery, room, files, until, now, cancellationToken);
                free--;
            }
        }
    }

    /// <summary>Says of a salon why it gets no letter, before it costs a request.</summary>
    private bool IsOpen(NewsletterDelivery delivery, Room? room, DateTimeOffset now)
    {
        if (room is { Successor: not null, Membership: RoomMembership.Joined })
        {
            // The bot is on its way into the successor, and the letter with it.
            delivery.NotBefore = now + MoveWait;
            return false;
        }

        var refusal = room is not { Membership: RoomMembership.Joined } ? RefusalReason.Left : MayWrite(room, session.Self) ? RefusalReason.None : RefusalReason.Muted;
        if (refusal == RefusalReason.None) return true;
        (delivery.State, delivery.Refusal) = (DeliveryState.Refused, refusal);
        return false;
    }

    public static bool MayWrite(Room room, UserId self)
    {
        var levels = RoomRights.LevelsOf(room);
        return levels.CanSend(self, room.IsEncrypted ? EventTypes.Encrypted : EventTypes.Message);
    }

    private static async Task QueueAsync(
        BotDbContext db, Newsletter letter, NewsletterDelivery delivery, Room room, List<NewsletterFile> files, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken)
    {
        OutboxMessage? last = null;
        // One that left before the text came too late stands there already; if it is another one by now it is corrected after the text.
        if (delivery.PictureId is { } sent && await db.FindAsync<OutboxMessage>([sent], cancellationToken) is { State: OutboxState.Sent } there)
        {
            last = there;
        }
        else
        {
            delivery.Revision = letter.Revision;
            if (files.Find(file => file.IsPicture) is { } picture) delivery.PictureId = await PutAsync("picture", LetterParts.File(picture, room.IsEncrypted)!);
        }

        delivery.TextId = await PutAsync("text", LetterParts.Text(letter));
        if (files.Find(file => !file.IsPicture) is { } attachment) delivery.AttachmentId = await PutAsync("attachment", LetterParts.File(attachment, room.IsEncrypted)!);
        (delivery.Work, delivery.PendingId) = (DeliveryWork.Sending, last!.Id);

        async Task<long> PutAsync(string part, MessageContent content)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"letter:{delivery.Id}:{part}:{delivery.Attempts}");
            last = await db.QueueAsync(new OutgoingMessage(room.Id, content) { Priority = RequestPriority.Bulk, Key = key, NotAfter = until, After = last }, now, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return last.Id;
        }
    }
}
