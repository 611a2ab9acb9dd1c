using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Records;
using RupnBot.Bot;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Scheduling.Dates;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;

namespace RupnBot.Almanac;

/// <summary>The dates of a salon's calendars are dates to come; those that go on for days are, until their last.</summary>
internal sealed class CalendarAgenda(CurrentWorkingTime working, Texts texts) : IAgendaSource
{
    private const int Most = 50;

    public async Task<IReadOnlyList<AgendaEntry>> EntriesAsync(BotDbContext db, RoomId salon, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var dates = await db.Set<CalendarDate>().AsNoTracking()
            .Where(date => date.IsFirst && !date.IsCancelled && date.Deadline > from && date.StartsAt < until)
            .Where(date => db.Set<CalendarSubscription>().Any(row => row.RoomId == salon && row.CalendarId == date.CalendarId))
            .OrderBy(date => date.StartsAt).ThenBy(date => date.EndsAt).ThenBy(date => date.Title).Take(Most).ToListAsync(cancellationToken);
        return [.. dates.Select(date => new AgendaEntry(date.StartsAt, TextOf(date)) { IsAllDay = date.IsAllDay })];
    }

    private string TextOf(CalendarDate date)
    {
        var zone = working.Now.TimeZone;
        var last = date.EndsAt.AddTicks(-1);
        var text = date.Place is { } place ? texts.Format("Almanac.AgendaAt", ("title", date.Title), ("place", place)) : date.Title;
        return date.IsAllDay && LocalInstant.DateOf(last, zone) > LocalInstant.DateOf(date.StartsAt, zone)
            ? texts.Format("Almanac.AgendaUntil", ("text", text), ("last", DateText.Day(last, zone, texts.Culture, withYear: false)))
            : text;
    }
}
