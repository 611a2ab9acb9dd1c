using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;
using RupnBot.Crypto;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>An event whose key came only now.</summary>
internal sealed record LateEvent(RoomId Room, ReadableEvent Event, bool IsHistory);

/// <summary>Events that waited for a key: read when it comes, by whatever way, and handled as if it had come with them, by their own timestamps.</summary>
public sealed class LateEvents(BotCrypto crypto, EventDecryption events, TimelineDispatcher dispatcher)
{
    /// <summary>Those that can be read with these sessions; they wait no more.</summary>
    internal async Task<IReadOnlyList<LateEvent>> RetryAsync(CryptoStep step, IReadOnlyList<(RoomId Room, string SessionId)> sessions, CancellationToken cancellationToken)
    {
        var late = new List<LateEvent>();
        foreach (var (room, session) in sessions)
        {
            foreach (var waiting in await crypto.Machine.WaitingAsync(step, room, session, cancellationToken))
            {
                if (MatrixEventJson.Parse(waiting.Json, room) is { } kept)
                {
                    var read = await events.ReadAsync(step, room, kept, waiting.IsHistory, keepsUnread: true, cancellationToken);
                    if (read.Event.Type == EventTypes.Encrypted) continue;
                    late.Add(new LateEvent(room, read, waiting.IsHistory));
                }

                CryptoMachine.ForgetUndecryptable(step, waiting.Event);
            }
        }

        return late;
    }

    internal async Task DispatchAsync(BotDbContext db, IDbContextTransaction transaction, IEnumerable<LateEvent> late, UserId self, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var waited in late)
        {
            if (await db.FindAsync<Room>([waited.Room], cancellationToken) is not { Membership: RoomMembership.Joined } room) continue;
            var origin = waited.IsHistory ? EventOrigin.History : EventOrigin.Live;
            await dispatcher.DispatchAsync(new TimelineEvent(db, room, waited.Event.Event, origin, self, now) { Trust = waited.Event.Trust }, transaction, cancellationToken);
        }
    }
}
