using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace RupnBot.Polls.Meetings;

/// <summary>A meeting as a file for calendars (RFC 5545). Instants are in UTC: every calendar shows them in its owner's zone.</summary>
internal static class MeetingCalendar
{
    public const string ContentType = "text/calendar";

    public static byte[] Write(Meeting meeting, DateTimeOffset now)
    {
        var item = new CalendarEvent
        {
            Uid = $"{meeting.Key}@rupnbot",
            DtStamp = Utc(now),
            Start = Utc(meeting.StartsAt),
            End = Utc(meeting.EndsAt),
            Summary = meeting.Title,
            Location = meeting.Place,
            // RFC 5546: a cancellation is a later revision of the same event.
            Sequence = meeting.IsCancelled ? 1 : 0,
            Status = meeting.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        };
        var calendar = new Calendar { Method = meeting.IsCancelled ? CalendarMethods.Cancel : CalendarMethods.Publish, ProductId = "-//RupnBot//FR" };
        calendar.Events.Add(item);
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar) ?? "");
    }

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId);
}
