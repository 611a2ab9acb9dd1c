using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Planning;
using RupnBot.Almanac.Reading;
using RupnBot.Almanac.Records;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;

namespace RupnBot.Almanac;

/// <summary>Which salons are reminded of which calendars, and of which dates.</summary>
internal sealed class CalendarBook(CurrentWorkingTime working)
{
    /// <summary>Calendars at addresses given in chat that are read at the same time.</summary>
    public const int MostOwn = 200;

    /// <summary>Spreads events out; long enough a work to be done outside of a transaction.</summary>
    public IReadOnlyList<CalendarDate> Plan(long calendar, IReadOnlyList<YearEvent> events, DateTimeOffset now) => CalendarPlan.Of(calendar, events, now, working.Now);

    /// <summary>Puts the dates in place of those there were.</summary>
    public async Task ReplaceAsync(BotDbContext db, YearCalendar calendar, IReadOnlyList<CalendarDate> dates, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<CalendarDate>().Where(date => date.CalendarId == calendar.Id).ExecuteDeleteAsync(cancellationToken);
        db.AddRange(dates);
        calendar.ExpandedOn = LocalInstant.DateOf(now, working.Now.TimeZone);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Subscribes a salon; null when it has all it may have.</summary>
    public static async Task<CalendarSubscription?> SubscribeAsync(BotDbContext db, RoomId salon, YearCalendar calendar, UserId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var existing = await db.Set<CalendarSubscription>().AsTracking().Where(row => row.RoomId == salon).ToListAsync(cancellationToken);
        if (existing.Find(row => row.CalendarId == calendar.Id) is { } again) return again;
        if (existing.Count >= CalendarSubscription.MostInASalon) return null;
        var subscription = new CalendarSubscription { CalendarId = calendar.Id, RoomId = salon, CreatedBy = by, CreatedAt = now };
        db.Add(subscription);
        await db.SaveChangesAsync(cancellationToken);
        return subscription;
    }

    /// <summary>Ends a salon's reminders of a calendar; a calendar nobody is reminded of any more goes.</summary>
    public static async Task EndAsync(BotDbContext db, RoomId salon, long calendar, CancellationToken cancellationToken)
    {
        await db.Set<CalendarSubscription>().Where(row => row.RoomId == salon && row.CalendarId == calendar).ExecuteDeleteAsync(cancellationToken);
        await DropUnreadAsync(db, cancellationToken);
    }

    public static Task DropUnreadAsync(BotDbContext db, CancellationToken cancellationToken) => db.Set<YearCalendar>()
        .Where(row => !row.IsCatalog && !db.Set<CalendarSubscription>().Any(subscription => subscription.CalendarId == row.Id)).ExecuteDeleteAsync(cancellationToken);

    public static Task<List<YearCalendar>> OfSalonAsync(BotDbContext db, RoomId salon, CancellationToken cancellationToken) => db.Set<YearCalendar>().AsNoTracking()
        .Where(row => db.Set<CalendarSubscription>().Any(subscription => subscription.RoomId == salon && subscription.CalendarId == row.Id))
        .OrderBy(row => row.Id).ToListAsync(cancellationToken);

    /// <summary>What is to come of a calendar, the nearest first.</summary>
    public static Task<List<CalendarDate>> ComingAsync(BotDbContext db, long calendar, DateTimeOffset now, int most, CancellationToken cancellationToken) => db.Set<CalendarDate>().AsNoTracking()
        .Where(date => date.CalendarId == calendar && date.IsFirst && !date.IsCancelled && date.Deadline > now).OrderBy(date => date.StartsAt).ThenBy(date => date.EndsAt).ThenBy(date => date.Title).Take(most).ToListAsync(cancellationToken);
}
