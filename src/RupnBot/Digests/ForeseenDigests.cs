using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Encryption;
using RupnBot.Bot.Rooms;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Digests;

/// <summary>Encrypted salons whose digest is near: their keys are shared before its hour, when nobody waits.</summary>
internal sealed class ForeseenDigests(TimeProvider time) : IForeseenRooms
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(30);

    // A request of keys serves some hundred salons: what is beyond comes with the next round.
    private const int Most = 250;

    public async Task<IReadOnlyList<Room>> SoonAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var soon = time.GetUtcNow() + Ahead;
        return await db.Set<Room>().AsTracking()
            .Where(room => room.IsEncrypted && room.Membership == RoomMembership.Joined && db.Set<Subscription>().Any(subscription => subscription.RoomId == room.Id && subscription.NextAt <= soon))
            .OrderBy(room => room.Id).Take(Most).ToListAsync(cancellationToken);
    }
}
