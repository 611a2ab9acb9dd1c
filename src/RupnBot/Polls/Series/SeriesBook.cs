using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Polls.Opening;
using RupnBot.Polls.Records;
using RupnBot.Polls.Requests;
using RupnBot.Scheduling.Calendar;
using RupnBot.Storage;

namespace RupnBot.Polls.Series;

/// <summary>Starts, corrects and stops polls that come back.</summary>
internal sealed class SeriesBook(CurrentWorkingTime time)
{
    /// <summary>Makes the poll just opened the first round of a series.</summary>
    public async Task<PollSeries> StartAsync(BotDbContext db, Poll poll, PollOpening opening, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rhythm = opening.Request.Repeat ?? throw new ArgumentException("The poll does not come back.", nameof(opening));
        var series = new PollSeries
        {
            SalonId = opening.RoomId,
            Question = opening.Request.Question,
            Request = Write(opening.Request),
            Rhythm = rhythm,
            FirstAt = now,
            RoundSeconds = (long)(opening.Ends - now).TotalSeconds,
            TellRoomId = opening.TellRoomId,
        };
        Plan(series, now);
        db.Add(series);
        await db.SaveChangesAsync(cancellationToken);
        poll.SeriesId = series.Id;
        poll.Slot = SeriesCalendar.SlotOf(LocalInstant.DateOf(now, time.Now.TimeZone));
        return series;
    }

    /// <summary>The corrected poll takes the place of the old one, in its series too; or begins one.</summary>
    public async Task CorrectAsync(BotDbContext db, Poll old, Poll again, PollOpening opening, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (old.SeriesId is not { } id || await db.FindAsync<PollSeries>([id], cancellationToken) is not { } series)
        {
            if (opening.Request.Repeat is not null) await StartAsync(db, again, opening, now, cancellationToken);
            return;
        }

        var slot = old.Slot;
        (old.SeriesId, old.Slot) = (null, null);
        // The slot is free before it is taken again.
        await db.SaveChangesAsync(cancellationToken);
        (again.SeriesId, again.Slot) = (series.Id, slot);
        series.Question = opening.Request.Question;
        series.Request = Write(opening.Request);
        if (opening.Request.Repeat is { } rhythm && rhythm != series.Rhythm)
        {
            series.Rhythm = rhythm;
            Plan(series, now);
        }
    }

    public static Task<List<PollSeries>> RunningAsync(BotDbContext db, IReadOnlyCollection<RoomId> salons, CancellationToken cancellationToken) => db.Set<PollSeries>().AsTracking()
        .Where(series => salons.Contains(series.SalonId) && series.NextAt != null).OrderBy(series => series.NextAt).Take(50).ToListAsync(cancellationToken);

    public static void Stop(PollSeries series) => (series.NextAt, series.NextSlot, series.TellRoomId) = (null, null, null);

    public static PollRequest RequestOf(PollSeries series) =>
        JsonSerializer.Deserialize<PollRequest>(series.Request) ?? throw new InvalidOperationException($"The series {series.Id} asks nothing.");

    /// <summary>Sets when the next round begins; the ones missed meanwhile are not made up for.</summary>
    public void Plan(PollSeries series, DateTimeOffset now)
    {
        var next = SeriesCalendar.NextAfter(series.Rhythm, series.FirstAt, now, time.Now);
        (series.NextAt, series.NextSlot) = (next?.At, next?.Slot);
    }

    private static string Write(PollRequest request) => JsonSerializer.Serialize(request with { EndText = null });
}
