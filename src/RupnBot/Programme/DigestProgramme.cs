using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Programme;

/// <summary>The digests to come, one for each salon and hour: its subscriptions of an hour are one message.</summary>
internal sealed class DigestProgramme(Texts texts) : IProgrammeSource
{
    public async Task<IReadOnlyList<ProgrammeEntry>> EntriesAsync(BotDbContext db, IReadOnlyCollection<RoomId>? salons, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var wanted = db.Set<Subscription>().Where(row => row.NextAt >= from && row.NextAt < until && !db.Set<SalonPause>().Any(pause => pause.RoomId == row.RoomId && pause.Reason != PauseReason.None));
        if (salons is not null) wanted = wanted.Where(row => salons.Contains(row.RoomId));
        var rows = await wanted.Join(db.Set<Room>(), row => row.RoomId, room => room.Id, (row, room) => new { row.NextAt, row.RoomId, room.Name }).Distinct().ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.NextAt).Select(group => new ProgrammeEntry(group.Key, texts.Get("Programme.Digest"), group.Count(), group.Count() == 1 ? group.First().Name : null))];
    }
}
