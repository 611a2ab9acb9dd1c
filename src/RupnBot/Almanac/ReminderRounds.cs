using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Records;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Almanac;

/// <summary>
/// Every minute of working time: what is due in a salon is said in one message, in one transaction with the slots that keep it from being said again. What could not
/// be said in time, for a silence or a pause, is said as long as the date is not over.
/// </summary>
internal sealed partial class ReminderRounds(Database database, CalendarWords words, CurrentWorkingTime working, TimeProvider time, ILogger<ReminderRounds> logger)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!working.Now.Contains(now)) return;
        var salons = await database.ReadAsync(
            async db => (await Due(db, now).Select(due => due.Salon).Distinct().ToListAsync(cancellationToken))
                .Union(await Cancelled(db, now).Select(due => due.Salon).Distinct().ToListAsync(cancellationToken)).ToList(),
            cancellationToken);
        foreach (var salon in salons)
        {
            try
            {
                await database.WriteAsync(db => RemindAsync(db, salon, now, cancellationToken), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, salon, e);
            }
        }
    }

    /// <summary>Reminders that a salon should have had by now, and has not.</summary>
    private static IQueryable<DueDate> Due(BotDbContext db, DateTimeOffset now) =>
        from subscription in db.Set<CalendarSubscription>()
        join date in db.Set<CalendarDate>() on subscription.CalendarId equals date.CalendarId
        where !date.IsCancelled && date.DueAt <= now && date.Deadline > now && date.DueAt >= subscription.CreatedAt
            && !db.Set<SalonPause>().Any(pause => pause.RoomId == subscription.RoomId && pause.Reason != PauseReason.None && (pause.Until == null || pause.Until > now))
            && !db.Set<ReminderSlot>().Any(slot => slot.RoomId == subscription.RoomId && slot.Key == date.Key
                && !db.Set<OutboxMessage>().Any(row => row.Id == slot.OutboxId && row.State == OutboxState.Expired))
        select new DueDate { Salon = subscription.RoomId, Date = date };

    /// <summary>What a salon was reminded of, and is not to be.</summary>
    private static IQueryable<DueDate> Cancelled(BotDbContext db, DateTimeOffset now) =>
        from subscription in db.Set<CalendarSubscription>()
        join date in db.Set<CalendarDate>() on subscription.CalendarId equals date.CalendarId
        where date.IsCancelled && date.IsFirst && date.Deadline > now
            && !db.Set<SalonPause>().Any(pause => pause.RoomId == subscription.RoomId && pause.Reason != PauseReason.None && (pause.Until == null || pause.Until > now))
            && db.Set<ReminderSlot>().Any(slot => slot.RoomId == subscription.RoomId && slot.Occurrence == date.Occurrence)
            && !db.Set<ReminderSlot>().Any(slot => slot.RoomId == subscription.RoomId && slot.Key == date.Occurrence + ":cancelled"
                && !db.Set<OutboxMessage>().Any(row => row.Id == slot.OutboxId && row.State == OutboxState.Expired))
        select new DueDate { Salon = subscription.RoomId, Date = date };

    private async Task RemindAsync(BotDbContext db, RoomId salon, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Room>([salon], cancellationToken) is not { Membership: RoomMembership.Joined, Successor: null }) return;
        var due = await Due(db, now).Where(one => one.Salon == salon).Select(one => one.Date).ToListAsync(cancellationToken);
        var cancelled = await Cancelled(db, now).Where(one => one.Salon == salon).Select(one => one.Date).ToListAsync(cancellationToken);
        var slots = await SlotsAsync(db, salon, due.Concat(cancelled), cancellationToken);
        var told = new List<ToldDate>();
        foreach (var date in due.OrderBy(date => date.StartsAt).ThenBy(date => date.EndsAt).ThenBy(date => date.Title, StringComparer.Ordinal))
        {
            var isMoved = slots.Exists(slot => slot.Occurrence == date.Occurrence && slot.StartsAt != date.StartsAt);
            // Several reminders of one date that are due together, or one date in two calendars, are one line.
            if (!told.Exists(one => IsSame(one.Date, date))) told.Add(new ToldDate(date, isMoved ? ToldKind.Moved : ToldKind.Reminder));
        }

        told.AddRange(cancelled.OrderBy(date => date.StartsAt).Select(date => new ToldDate(date, ToldKind.Cancelled)));
        if (told.Count == 0) return;
        var row = await db.QueueAsync(new OutgoingMessage(salon, words.Reminder(told)) { Priority = RequestPriority.Poll, NotAfter = LatestFor(now) }, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var date in due) Put(db, slots, salon, date, date.Key, row.Id, now);
        foreach (var date in cancelled) Put(db, slots, salon, date, $"{date.Occurrence}:cancelled", row.Id, now);
    }

    private static Task<List<ReminderSlot>> SlotsAsync(BotDbContext db, RoomId salon, IEnumerable<CalendarDate> dates, CancellationToken cancellationToken)
    {
        var occurrences = dates.Select(date => date.Occurrence).Distinct().ToList();
        return db.Set<ReminderSlot>().AsTracking().Where(slot => slot.RoomId == salon && occurrences.Contains(slot.Occurrence)).ToListAsync(cancellationToken);
    }

    private static bool IsSame(CalendarDate one, CalendarDate other) => one.Occurrence == other.Occurrence || (one.Title == other.Title && one.StartsAt == other.StartsAt && one.EndsAt == other.EndsAt);

    private static void Put(BotDbContext db, List<ReminderSlot> slots, RoomId salon, CalendarDate date, string key, long outbox, DateTimeOffset now)
    {
        if (slots.Find(slot => slot.Key == key) is { } expired)
        {
            expired.OutboxId = outbox;
            return;
        }

        var slot = new ReminderSlot { RoomId = salon, CalendarId = date.CalendarId, Key = key, Occurrence = date.Occurrence, StartsAt = date.StartsAt, At = now, OutboxId = outbox };
        slots.Add(slot);
        db.Add(slot);
    }

    // What cannot leave today is made anew tomorrow, if it is still true then.
    private DateTimeOffset LatestFor(DateTimeOffset now)
    {
        var current = working.Now;
        var closing = LocalInstant.At(LocalInstant.DateOf(now, current.TimeZone), current.Hours.Closing, current.TimeZone);
        return closing > now + Grace ? closing : now + Grace;
    }

    private sealed class DueDate
    {
        public RoomId Salon { get; init; }

        public required CalendarDate Date { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Salon} could not be reminded of its dates; it is tried again in a minute.")]
        public static partial void Failed(ILogger logger, RoomId salon, Exception exception);
    }
}
