using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Polls.Life;
using RupnBot.Polls.Meetings;
using RupnBot.Polls.Records;
using RupnBot.Polls.Series;
using RupnBot.Storage;

namespace RupnBot.Polls;

/// <summary>A poll stays where its votes are; its result follows the salon. Where the bot was removed, what is known is the result.</summary>
internal sealed class PollMoves(PollCloser closer) : IRoomMoveHandler, IRoomLeftHandler
{
    public async Task MoveAsync(BotDbContext db, RoomId from, RoomId to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var poll in await db.Set<Poll>().AsTracking().Where(poll => poll.SalonId == from).ToListAsync(cancellationToken)) poll.SalonId = to;
        foreach (var series in await db.Set<PollSeries>().AsTracking().Where(series => series.SalonId == from).ToListAsync(cancellationToken)) series.SalonId = to;
        foreach (var meeting in await db.Set<Meeting>().AsTracking().Where(meeting => meeting.SalonId == from).ToListAsync(cancellationToken)) meeting.SalonId = to;
    }

    public async Task LeftAsync(BotDbContext db, RoomId room, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var series in await SeriesBook.RunningAsync(db, [room], cancellationToken)) SeriesBook.Stop(series);
        var polls = await db.Set<Poll>().AsTracking().Where(poll => poll.RoomId == room && poll.State < PollState.Closed).ToListAsync(cancellationToken);
        foreach (var poll in polls)
        {
            if (poll.State == PollState.Following) db.Remove(poll);
            else await closer.CutOffAsync(db, poll, now, cancellationToken);
        }
    }
}
