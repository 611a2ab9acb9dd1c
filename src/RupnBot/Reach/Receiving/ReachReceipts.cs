using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Reach.Records;
using RupnBot.Storage;

namespace RupnBot.Reach.Receiving;

/// <summary>
/// Follows how far the members of salons that measure have read. Of all others nothing is looked at; and between two things that are measured, of these neither.
/// </summary>
internal sealed class ReachReceipts(IEnumerable<IReachSource> sources, ReaderPseudonyms pseudonyms) : IReceiptHandler
{
    public Task<bool> WantsReceiptsAsync(BotDbContext db, CancellationToken cancellationToken) => db.Set<ReachSalon>().AnyAsync(salon => salon.IsOn, cancellationToken);

    public async Task ReceiveAsync(BotDbContext db, IReadOnlyList<SyncedRoom> rooms, UserId self, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = rooms.Select(room => room.Id).ToList();
        var measured = await db.Set<ReachSalon>().AsNoTracking().Where(salon => salon.IsOn && ids.Contains(salon.RoomId)).ToListAsync(cancellationToken);
        foreach (var salon in measured) await FollowAsync(db, salon, rooms.First(room => room.Id == salon.RoomId), self, now, cancellationToken);
    }

    private async Task FollowAsync(BotDbContext db, ReachSalon salon, SyncedRoom room, UserId self, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var places = await PlacesAsync(db, room, now, cancellationToken);
        await AddNewAsync(db, salon, places, self, now, cancellationToken);
        var open = await db.Set<ReachItem>().AsNoTracking().Where(item => item.RoomId == salon.RoomId && !item.IsClosed).ToListAsync(cancellationToken);
        if (open.Count == 0) return;
        var table = new ReachTable(db, salon.RoomId);
        var first = open.Min(item => item.Place);
        foreach (var (id, place) in places.Where(found => found.Value >= first)) await table.PutEventAsync(id, place, cancellationToken);
        foreach (var joined in room.Events.Where(IsArrival))
            if (UserId.TryParse(joined.StateKey, out var user) && user != self) await table.PutArrivalAsync(pseudonyms.Of(salon, user), places[joined.EventId], cancellationToken);
        await ReadAsync(db, salon, table, Receipt.ReadAll(room.Ephemeral).Where(receipt => receipt.Reader != self).ToList(), open, now, cancellationToken);
    }

    private async Task ReadAsync(BotDbContext db, ReachSalon salon, ReachTable table, List<Receipt> receipts, List<ReachItem> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (receipts.Count == 0) return;
        var first = open.Min(item => item.Place);
        var refused = (await db.Set<ReachRefusal>().Where(refusal => refusal.RoomId == salon.RoomId).Select(refusal => refusal.Reader).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        foreach (var receipt in receipts)
        {
            var reader = pseudonyms.Of(salon, receipt.Reader);
            if (refused.Contains(reader)) continue;
            // Who has opened the thread beneath something has read it; of the salon's timeline a thread says no more.
            var place = receipt.Thread is { } thread ? open.Find(item => item.EventId == thread)?.Place ?? 0 : await table.PlaceOfAsync(receipt.EventId, cancellationToken);
            if (place is { } known) await table.PutReadAsync(reader, known, first, cancellationToken);
            // Said before the first of them was sent: whatever it names stands before it.
            else if (receipt.At >= first && await table.PutWaitingAsync(reader, receipt.EventId, cancellationToken))
                await EventPlaceJob.QueueAsync(db, salon.RoomId, now, cancellationToken);
        }
    }

    /// <summary>Where the events of this answer stand: in the order told, and after all that was told before.</summary>
    private static async Task<Dictionary<EventId, long>> PlacesAsync(BotDbContext db, SyncedRoom room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await db.Set<ReachEvent>().Where(found => found.RoomId == room.Id).MaxAsync(found => (long?)found.Place, cancellationToken) ?? 0;
        var places = new Dictionary<EventId, long>();
        foreach (var one in room.Events) places[one.EventId] = last = Math.Max(Math.Min(one.OriginServerTs, now.ToUnixTimeMilliseconds()), last + 1);
        return places;
    }

    private async Task AddNewAsync(BotDbContext db, ReachSalon salon, Dictionary<EventId, long> places, UserId self, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = salon.Since > now - ReachItem.Open ? salon.Since : now - ReachItem.Open;
        foreach (var source in sources)
        {
            foreach (var sent in await source.NewAsync(db, salon.RoomId, since, cancellationToken))
            {
                var members = await db.Set<RoomMember>().CountAsync(member => member.RoomId == salon.RoomId && member.IsJoined && member.UserId != self, cancellationToken);
                db.Add(new ReachItem
                {
                    RoomId = salon.RoomId, EventId = sent.EventId, Kind = sent.Kind, Title = sent.Title, Sources = [.. sent.Sources], Topics = [.. sent.Topics],
                    SentAt = sent.SentAt, Place = places.GetValueOrDefault(sent.EventId, sent.SentAt.ToUnixTimeMilliseconds()), Members = members,
                });
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // A change of name is a membership event too.
    private static bool IsArrival(MatrixEvent one) =>
        one is { Content: MemberContent { Membership: Membership.Join } } && one.PreviousContent is not MemberContent { Membership: Membership.Join };
}
