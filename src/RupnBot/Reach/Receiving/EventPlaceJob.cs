using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Reach.Records;
using RupnBot.Storage;

namespace RupnBot.Reach.Receiving;

/// <param name="Room">Of which salon.</param>
/// <param name="Event">Which event.</param>
internal sealed record EventPlacePayload(string Room, string Event);

/// <summary>
/// Asks where an event stands that a receipt named and no answer of the server brought: one of a kind the bot does not ask for, or of a hole in the timeline. Only
/// when it was sent is taken from it.
/// </summary>
internal sealed class EventPlaceJob(BotSession session, TimeProvider time) : IJobHandler
{
    public const string JobKind = "reach-place";

    public string Kind => JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        var payload = job.Read<EventPlacePayload>();
        var (room, id) = (new RoomId(payload.Room), new EventId(payload.Event));
        MatrixEvent? found;
        try
        {
            found = await session.Client.WithPriority(RequestPriority.Bulk).GetEventAsync(room, id, cancellationToken);
        }
        catch (MatrixException e) when (!e.IsTransient && e.Reason == MatrixFailure.Server)
        {
            // Not shown to the bot: it cannot say what was read.
            found = null;
        }

        var place = found is null ? 0 : Math.Min(found.OriginServerTs, time.GetUtcNow().ToUnixTimeMilliseconds());
        return db => StoreAsync(db, room, id, place, cancellationToken);
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken)
    {
        var payload = job.Read<EventPlacePayload>();
        return StoreAsync(db, new RoomId(payload.Room), new EventId(payload.Event), 0, cancellationToken);
    }

    internal static async Task StoreAsync(BotDbContext db, RoomId room, EventId id, long place, CancellationToken cancellationToken)
    {
        // Turned off meanwhile, or all closed: nobody waits.
        if (!await db.Set<ReachReader>().AnyAsync(reader => reader.RoomId == room && reader.WaitsFor == id, cancellationToken)) return;
        await new ReachTable(db, room).PutEventAsync(id, place, cancellationToken);
        await db.Database.ExecuteSqlAsync($"UPDATE reach_readers SET Place = MAX(Place, {place}), WaitsFor = NULL WHERE RoomId = {room.Value} AND WaitsFor = {id.Value}", cancellationToken);
    }
}
