using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;

namespace RupnBot.Polls.Meetings;

/// <summary>Reminds of meetings, each reminder once: that it was is stored with the message. One that could only come too late is left out.</summary>
internal sealed partial class MeetingRounds(Database database, MeetingWords words, CurrentWorkingTime time, TimeProvider clock, ILogger<MeetingRounds> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!time.Now.Contains(now)) return;
        var ids = await database.ReadAsync(
            async db => (await db.Set<Meeting>().Where(meeting => !meeting.IsCancelled && meeting.StartsAt > now && (!meeting.EveDone || !meeting.HourDone)).ToListAsync(cancellationToken))
                .Where(meeting => IsEve(meeting, now) || IsHour(meeting, now)).Select(meeting => meeting.Id).ToList(),
            cancellationToken);
        foreach (var id in ids)
        {
            try
            {
                await database.WriteAsync(db => RemindAsync(db, id, now, cancellationToken), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, id, e);
            }
        }
    }

    /// <summary>Reminders whose time is over when the date is fixed are not made up for: the announcement has just said it.</summary>
    public void SkipPast(Meeting meeting, DateTimeOffset now)
    {
        meeting.EveDone = ReminderTimes.EveOf(meeting.StartsAt, time.Now) is not { } eve || eve <= now;
        meeting.HourDone = ReminderTimes.HourBefore(meeting.StartsAt, time.Now) is not { } hour || hour <= now;
    }

    private async Task RemindAsync(BotDbContext db, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<Meeting>([id], cancellationToken) is not { IsCancelled: false } meeting || meeting.StartsAt <= now) return;
        var isHour = IsHour(meeting, now);
        if (!isHour && !IsEve(meeting, now)) return;
        // After a long silence only the nearer one is said.
        meeting.EveDone = true;
        meeting.HourDone |= isHour;
        if (await db.FindAsync<Room>([meeting.SalonId], cancellationToken) is not { Membership: RoomMembership.Joined }) return;
        var message = new OutgoingMessage(meeting.SalonId, words.Reminder(meeting)) { Priority = RequestPriority.Poll, Key = $"meeting-{(isHour ? "hour" : "eve")}:{id}", NotAfter = meeting.StartsAt };
        await db.QueueAsync(message, now, cancellationToken);
    }

    private bool IsEve(Meeting meeting, DateTimeOffset now) => !meeting.EveDone && ReminderTimes.EveOf(meeting.StartsAt, time.Now) <= now;

    private bool IsHour(Meeting meeting, DateTimeOffset now) => !meeting.HourDone && ReminderTimes.HourBefore(meeting.StartsAt, time.Now) <= now;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Meeting {Meeting} could not be reminded of; it is tried again in a minute.")]
        public static partial void Failed(ILogger logger, long meeting, Exception exception);
    }
}
