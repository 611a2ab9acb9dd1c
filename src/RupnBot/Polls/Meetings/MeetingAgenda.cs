using Microsoft.EntityFrameworkCore;
using RupnBot.Bot;
using RupnBot.Bot.Messages;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Polls.Meetings;

/// <summary>Dates that were fixed are dates to come, until they are cancelled.</summary>
internal sealed class MeetingAgenda : IAgendaSource
{
    private const int Most = 20;

    public async Task<IReadOnlyList<AgendaEntry>> EntriesAsync(BotDbContext db, RoomId salon, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var meetings = await db.Set<Meeting>().AsNoTracking()
            .Where(meeting => meeting.SalonId == salon && !meeting.IsCancelled && meeting.StartsAt >= from && meeting.StartsAt < until)
            .OrderBy(meeting => meeting.StartsAt).Take(Most).ToListAsync(cancellationToken);
        return [.. meetings.Select(meeting => new AgendaEntry(meeting.StartsAt, DisplayText.OneLine(meeting.Place is { } place ? $"{meeting.Title} ({place})" : meeting.Title)))];
    }
}
