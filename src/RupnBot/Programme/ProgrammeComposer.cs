using Microsoft.EntityFrameworkCore;
using RupnBot.Bot;
using RupnBot.Bot.Rooms;
using RupnBot.Storage;

namespace RupnBot.Programme;

/// <summary>Puts together what all slices know of dates to come; what happens alike in many salons at once is one line.</summary>
internal sealed class ProgrammeComposer(IEnumerable<IProgrammeSource> sources, IEnumerable<IAgendaSource> agenda)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(60);

    // A salon costs some queries. Beyond that number an editor sees what comes in many salons, and asks for one of them in it.
    public const int MostSalonsAsked = 100;

    /// <param name="db">The database; nothing is changed.</param>
    /// <param name="salons">Null: all of them.</param>
    public async Task<IReadOnlyList<ProgrammeEntry>> EntriesAsync(BotDbContext db, IReadOnlyList<Room>? salons, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = salons?.Select(salon => salon.Id).ToList();
        var entries = new List<ProgrammeEntry>();
        foreach (var source in sources) entries.AddRange(await source.EntriesAsync(db, ids, now, now + Ahead, cancellationToken));
        entries.AddRange(await AgendaAsync(db, salons ?? await AllAsync(db, cancellationToken), now, cancellationToken));
        return [.. entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Text, StringComparer.Ordinal)];
    }

    /// <summary>There are more salons than are looked at one by one.</summary>
    public async Task<bool> IsPartialAsync(BotDbContext db, CancellationToken cancellationToken) => await All(db).CountAsync(cancellationToken) > MostSalonsAsked;

    private async Task<IEnumerable<ProgrammeEntry>> AgendaAsync(BotDbContext db, IReadOnlyList<Room> salons, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new List<(AgendaEntry Entry, Room Salon)>();
        foreach (var salon in salons.Take(MostSalonsAsked))
            foreach (var source in agenda) found.AddRange((await source.EntriesAsync(db, salon.Id, now, now + Ahead, cancellationToken)).Select(entry => (entry, salon)));
        return found.GroupBy(pair => pair.Entry).Select(group => new ProgrammeEntry(group.Key.At, group.Key.Text, group.Count(), group.Count() == 1 ? group.First().Salon.Name : null) { IsAllDay = group.Key.IsAllDay });
    }

    private static Task<List<Room>> AllAsync(BotDbContext db, CancellationToken cancellationToken) =>
        All(db).OrderBy(room => room.Name).Take(MostSalonsAsked).ToListAsync(cancellationToken);

    private static IQueryable<Room> All(BotDbContext db) => db.Set<Room>().Where(room => room.Membership == RoomMembership.Joined && !room.IsDirect && room.Successor == null);
}
