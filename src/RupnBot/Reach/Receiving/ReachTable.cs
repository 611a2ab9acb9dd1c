using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Reach.Records;
using RupnBot.Storage;

namespace RupnBot.Reach.Receiving;

/// <summary>Writes the traces of one salon by plain statements, each of which may run twice: receipts come by the hundred when a lesson ends.</summary>
internal sealed class ReachTable(BotDbContext db, RoomId salon)
{
    /// <summary>Events of one salon whose places are asked for at the same time.</summary>
    internal const int MostWaitedFor = 10;

    private readonly Dictionary<EventId, long?> _places = [];

    public Task PutEventAsync(EventId id, long place, CancellationToken cancellationToken)
    {
        _places[id] = place;
        return db.Database.ExecuteSqlAsync($"INSERT INTO reach_events (EventId, RoomId, Place) VALUES ({id.Value}, {salon.Value}, {place}) ON CONFLICT DO NOTHING", cancellationToken);
    }

    /// <summary>Where an event stands; null when that is not known.</summary>
    public async Task<long?> PlaceOfAsync(EventId id, CancellationToken cancellationToken)
    {
        if (_places.TryGetValue(id, out var known)) return known;
        return _places[id] = await db.Set<ReachEvent>().Where(found => found.EventId == id && found.RoomId == salon).Select(found => (long?)found.Place).FirstOrDefaultAsync(cancellationToken)
            ?? await db.Set<ReachItem>().Where(item => item.EventId == id && item.RoomId == salon).Select(item => (long?)item.Place).FirstOrDefaultAsync(cancellationToken);
    }

    public Task PutArrivalAsync(string reader, long place, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"INSERT INTO reach_readers (RoomId, Reader, Place, JoinedPlace) VALUES ({salon.Value}, {reader}, 0, {place}) ON CONFLICT DO UPDATE SET JoinedPlace = excluded.JoinedPlace", cancellationToken);

    /// <summary>They have read so far; what lies before the first thing measured is not taken down.</summary>
    public Task PutReadAsync(string reader, long place, long first, CancellationToken cancellationToken) => place < first ? Task.CompletedTask : db.Database.ExecuteSqlAsync(
        $"INSERT INTO reach_readers (RoomId, Reader, Place) VALUES ({salon.Value}, {reader}, {place}) ON CONFLICT DO UPDATE SET Place = MAX(Place, excluded.Place)", cancellationToken);

    /// <returns>Whether the place is to be asked for: not when too many are already.</returns>
    public async Task<bool> PutWaitingAsync(string reader, EventId id, CancellationToken cancellationToken)
    {
        var waited = await db.Set<ReachReader>().Where(row => row.RoomId == salon && row.WaitsFor != null && row.WaitsFor != id).Select(row => row.WaitsFor).Distinct().CountAsync(cancellationToken);
        if (waited >= MostWaitedFor) return false;
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO reach_readers (RoomId, Reader, Place, WaitsFor) VALUES ({salon.Value}, {reader}, 0, {id.Value}) ON CONFLICT DO UPDATE SET WaitsFor = excluded.WaitsFor", cancellationToken);
        return true;
    }
}
