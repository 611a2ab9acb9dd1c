using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Almanac.Reading;
using RupnBot.Almanac.Records;
using RupnBot.Storage;

namespace RupnBot.Almanac.Fetching;

/// <summary>Makes the rows say what <c>Reminders:Calendars</c> says, at start. Doing it again changes nothing.</summary>
internal sealed class CatalogCalendars(Database database, IOptions<RemindersOptions> options, TimeProvider time) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => database.WriteAsync(db => ApplyAsync(db, cancellationToken), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ApplyAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var wanted = options.Value.Calendars.Where(calendar => calendar.Name is not null)
            .ToDictionary(calendar => CalendarAddress.Parse(calendar.Address ?? "")!.AbsoluteUri, calendar => CalendarReader.NameOf(calendar.Name!) ?? "", StringComparer.Ordinal);
        var rows = await db.Set<YearCalendar>().AsTracking().Where(row => row.Address != null).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            row.IsCatalog = wanted.TryGetValue(row.Address!, out var name);
            // What a salon has keeps its name when it leaves the list.
            if (row.IsCatalog) row.Name = name!;
        }

        foreach (var (address, name) in wanted.Where(pair => rows.TrueForAll(row => row.Address != pair.Key)))
            db.Add(new YearCalendar { Name = name, Address = address, IsCatalog = true, NextReadAt = time.GetUtcNow() });
        await db.SaveChangesAsync(cancellationToken);
        await CalendarBook.DropUnreadAsync(db, cancellationToken);
    }
}
