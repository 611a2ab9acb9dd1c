using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters.Records;
using RupnBot.Storage;

namespace RupnBot.Programme;

/// <summary>The letters that were agreed to and have salons left to reach.</summary>
internal sealed class LetterProgramme(Texts texts) : IProgrammeSource
{
    public async Task<IReadOnlyList<ProgrammeEntry>> EntriesAsync(BotDbContext db, IReadOnlyCollection<RoomId>? salons, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var waiting = db.Set<NewsletterDelivery>().Where(delivery => delivery.State == DeliveryState.Waiting);
        if (salons is not null) waiting = waiting.Where(delivery => salons.Contains(delivery.RoomId));
        var rows = await db.Set<Newsletter>().Where(letter => (letter.State == NewsletterState.Scheduled || letter.State == NewsletterState.Sending) && letter.NextAt < until)
            .Join(waiting, letter => letter.Id, delivery => delivery.NewsletterId, (letter, delivery) => new { letter.Id, letter.Title, letter.NextAt, delivery.RoomId })
            .Join(db.Set<Room>(), row => row.RoomId, room => room.Id, (row, room) => new { row.Id, row.Title, row.NextAt, room.Name }).ToListAsync(cancellationToken);
        return [.. rows.GroupBy(row => row.Id).Select(group => Entry(group.First().Title, group.First().NextAt is { } at && at > from ? at : from, [.. group.Select(row => row.Name)]))];
    }

    private ProgrammeEntry Entry(string title, DateTimeOffset at, List<string?> salons) =>
        new(at, texts.Format("Programme.Letter", ("title", title)), salons.Count, salons.Count == 1 ? salons[0] : null);
}
