using Microsoft.EntityFrameworkCore;
using RupnBot.Almanac.Records;
using RupnBot.Bot.Sync;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Storage;

namespace RupnBot.Almanac;

/// <summary>Who asked for reminders is kept with them; of a calendar's own people nothing is.</summary>
internal sealed class CalendarData(Texts texts) : IPersonalData
{
    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var count = await db.Set<CalendarSubscription>().CountAsync(row => row.CreatedBy == user, cancellationToken);
        return count == 0 ? [] : [texts.Plural("Almanac.Data", count)];
    }

    public Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Set<CalendarSubscription>().Where(row => row.CreatedBy == user).ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedBy, (UserId?)null), cancellationToken);

    public async Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var old = now - ReminderSlot.Kept;
        await db.Set<ReminderSlot>().Where(slot => slot.At < old).ExecuteDeleteAsync(cancellationToken);
        await CalendarBook.DropUnreadAsync(db, cancellationToken);
    }
}

/// <summary>Reminders, and that they were given, follow a salon into its successor; they end when the bot leaves.</summary>
internal sealed class CalendarMoves : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await db.Set<CalendarSubscription>().Where(row => row.RoomId == from && db.Set<CalendarSubscription>().Any(other => other.RoomId == to && other.CalendarId == row.CalendarId)).ExecuteDeleteAsync(cancellationToken);
        await db.Set<CalendarSubscription>().Where(row => row.RoomId == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to), cancellationToken);
        await db.Set<YearCalendar>().Where(row => row.SalonId == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.SalonId, (RoomId?)to), cancellationToken);
        await db.Set<ReminderSlot>().Where(row => row.RoomId == from && !db.Set<ReminderSlot>().Any(other => other.RoomId == to && other.Key == row.Key))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RoomId, to), cancellationToken);
    }

    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Set<CalendarSubscription>().Where(row => row.RoomId == room).ExecuteDeleteAsync(cancellationToken);
        await CalendarBook.DropUnreadAsync(db, cancellationToken);
    }
}
