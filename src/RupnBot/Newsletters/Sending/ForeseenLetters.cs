using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Rooms;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Newsletters.Sending;

/// <summary>Encrypted salons a letter will soon reach: their keys are shared before its hour, in few requests for all of them.</summary>
internal sealed class ForeseenLetters(TimeProvider time) : IForeseenRooms
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(30);

    // A request of keys serves some hundred salons: what is beyond comes with the next round.
    private const int Most = 250;

    public async Task<IReadOnlyList<Room>> SoonAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var soon = time.GetUtcNow() + Ahead;
        return await db.Set<Room>().AsTracking()
            .Where(room => room.IsEncrypted && room.Membership == RoomMembership.Joined)
            .Where(room => db.Set<NewsletterDelivery>().Any(delivery => delivery.RoomId == room.Id && delivery.State == DeliveryState.Waiting
                && db.Set<Newsletter>().Any(letter => letter.Id == delivery.NewsletterId && (letter.State == NewsletterState.Sending || letter.State == NewsletterState.Scheduled) && letter.NextAt <= soon)))
            .OrderBy(room => room.Id).Take(Most).ToListAsync(cancellationToken);
    }
}
