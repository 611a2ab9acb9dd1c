using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Polls.Life;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Series;

/// <summary>Opens the rounds that are due, each once: the poll and the plan of the next round are one transaction.</summary>
internal sealed partial class SeriesRounds(Database database, SeriesBook book, PollOpener opener, PollCloser closer, PollHours hours, TimeProvider time, ILogger<SeriesRounds> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!hours.AllowsNow(now)) return;
        var due = await database.ReadAsync(
            db => db.Set<PollSeries>().Where(series => series.NextAt <= now).OrderBy(series => series.NextAt).Select(series => series.Id).ToListAsync(cancellationToken), cancellationToken);
        foreach (var id in due)
        {
            try
            {
                await database.WriteAsync(db => OpenAsync(db, id, now, cancellationToken), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, id, e);
            }
        }
    }

    private async Task OpenAsync(BotDbContext db, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.FindAsync<PollSeries>([id], cancellationToken) is not { NextSlot: { } slot } series || series.NextAt > now) return;
        if (await db.FindAsync<Room>([series.SalonId], cancellationToken) is not { Membership: RoomMembership.Joined })
        {
            SeriesBook.Stop(series);
            return;
        }

        var isOpened = await db.Set<Poll>().AnyAsync(poll => poll.SeriesId == id && poll.Slot == slot, cancellationToken);
        book.Plan(series, now);
        if (isOpened) return;
        // Two rounds of one question side by side would share out the votes.
        foreach (var earlier in await db.Set<Poll>().AsTracking().Where(poll => poll.SeriesId == id && poll.State == PollState.Open).ToListAsync(cancellationToken))
            await closer.CloseAsync(db, earlier, now, cancellationToken);
        var opening = new PollOpening(series.SalonId, SeriesBook.RequestOf(series), now.AddSeconds(series.RoundSeconds)) { TellRoomId = series.TellRoomId };
        var poll = await opener.OpenAsync(db, opening, now, cancellationToken);
        (poll.SeriesId, poll.Slot) = (id, slot);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The next round of poll series {Series} could not be opened; it is tried again in a minute.")]
        public static partial void Failed(ILogger logger, long series, Exception exception);
    }
}
