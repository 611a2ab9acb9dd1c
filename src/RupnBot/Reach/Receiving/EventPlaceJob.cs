using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Reach.Records;
using RupnBot.Storage;

namespace RupnBot.Reach.Receiving;

/// <param name="Room">Of which salon.</param>
internal sealed record EventPlacePayload(string Room);

/// <summary>
/// Asks where the events of a salon stand that receipts named and no answer of the server brought: of a kind the bot does not ask for, or of a hole in the timeline.
/// Only when they were sent is taken from them. One job a salon, a minute later, whatever its members' clients name: they may name what never was.
/// </summary>
internal sealed class EventPlaceJob(BotSession session, Database database, TimeProvider time) : IJobHandler
{
    public const string JobKind = "reach-place";

    /// <summary>Receipts come together when a lesson ends; and who makes up events has the server asked for a few a minute.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(1);

    public string Kind => JobKind;

    /// <summary>One that waits keeps its time, and one that runs looks itself, when it ends, for what came meanwhile: whoever names one event after another puts nothing off.</summary>
    public static Task QueueAsync(BotDbContext db, RoomId salon, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.QueueJobOnceAsync(JobKind, salon.Value, new EventPlacePayload(salon.Value), now + Delay, cancellationToken);

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await session.ReadyAsync(cancellationToken);
        var room = new RoomId(job.Read<EventPlacePayload>().Room);
        var places = new Dictionary<EventId, long>();
        foreach (var id in await database.ReadAsync(db => WaitedFor(db, room).ToListAsync(cancellationToken), cancellationToken)) places[id] = await AskAsync(room, id, cancellationToken);
        return async db =>
        {
            foreach (var (id, place) in places) await StoreAsync(db, room, id, place, cancellationToken);
            if (await WaitedFor(db, room).AnyAsync(cancellationToken)) await QueueAsync(db, room, time.GetUtcNow(), cancellationToken);
        };
    }

    // Their next receipt waits again; what it names is asked for then.
    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"UPDATE reach_readers SET WaitsFor = NULL WHERE RoomId = {job.Read<EventPlacePayload>().Room}", cancellationToken);

    /// <summary>What receipts of a salon wait for: at most <see cref="ReachTable.MostWaitedFor"/> events.</summary>
    internal static IQueryable<EventId> WaitedFor(BotDbContext db, RoomId room) =>
        db.Set<ReachReader>().Where(reader => reader.RoomId == room && reader.WaitsFor != null).Select(reader => reader.WaitsFor!.Value).Distinct();

    internal static async Task StoreAsync(BotDbContext db, RoomId room, EventId id, long place, CancellationToken cancellationToken)
    {
        // Turned off meanwhile, or all closed: nobody waits.
        if (!await db.Set<ReachReader>().AnyAsync(reader => reader.RoomId == room && reader.WaitsFor == id, cancellationToken)) return;
        await new ReachTable(db, room).PutEventAsync(id, place, cancellationToken);
        await db.Database.ExecuteSqlAsync($"UPDATE reach_readers SET Place = MAX(Place, {place}), WaitsFor = NULL WHERE RoomId = {room.Value} AND WaitsFor = {id.Value}", cancellationToken);
    }

    private async Task<long> AskAsync(RoomId room, EventId id, CancellationToken cancellationToken)
    {
        try
        {
            var found = await session.Client.WithPriority(RequestPriority.Bulk).GetEventAsync(room, id, cancellationToken);
            return found is null ? 0 : Math.Min(found.OriginServerTs, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (MatrixException e) when (!e.IsTransient && e.Reason == MatrixFailure.Server)
        {
            // Not shown to the bot: it cannot say what was read.
            return 0;
        }
    }
}
