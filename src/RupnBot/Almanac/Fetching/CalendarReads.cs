using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Almanac.Reading;
using RupnBot.Almanac.Records;
using RupnBot.Scheduling.Calendar;
using RupnBot.Sources.Fetching;

namespace RupnBot.Almanac.Fetching;

/// <summary>
/// Reads again the calendars at addresses whose time has come, and spreads out anew, once a day, those of which the year goes on. A calendar that cannot be read keeps
/// the dates it had.
/// </summary>
internal sealed partial class CalendarReads(
    Database database, CalendarFetch fetch, CalendarBook book, CurrentWorkingTime working, IOptions<RemindersOptions> options, TimeProvider time, ILogger<CalendarReads> logger)
{
    private const int AtOnce = 100;

    private TimeSpan Interval => TimeSpan.FromHours(options.Value.ReadHours);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = LocalInstant.DateOf(now, working.Now.TimeZone);
        var due = await database.ReadAsync(
            db => db.Set<YearCalendar>().Where(row => row.Address != null && row.NextReadAt <= now).OrderBy(row => row.NextReadAt).Take(AtOnce).ToListAsync(cancellationToken), cancellationToken);
        foreach (var calendar in due) await GuardAsync(calendar, () => ReadAsync(calendar, cancellationToken), cancellationToken);
        var stale = await database.ReadAsync(
            db => db.Set<YearCalendar>().Where(row => row.ReadAt != null && (row.ExpandedOn == null || row.ExpandedOn != today)).OrderBy(row => row.Id).Take(AtOnce).ToListAsync(cancellationToken),
            cancellationToken);
        foreach (var calendar in stale) await GuardAsync(calendar, () => SpreadAsync(calendar, cancellationToken), cancellationToken);
    }

    /// <summary>Takes down what spares the next look.</summary>
    public void Validated(YearCalendar calendar, Fetched fetched, DateTimeOffset now) => Asked(calendar, fetched.ETag, fetched.LastModified, fetched.FinalAddress, now);

    private async Task ReadAsync(YearCalendar calendar, CancellationToken cancellationToken)
    {
        var request = new FetchRequest(new Uri(calendar.Address!))
        {
            ETag = calendar.ETag, LastModified = calendar.LastModified, ValidatorsFrom = calendar.ValidatorsFrom is { } from ? new Uri(from) : null,
        };
        var (result, reading) = await fetch.FromWebAsync(request, cancellationToken);
        await database.WriteAsync(
            async db =>
            {
                if (await db.FindAsync<YearCalendar>([calendar.Id], cancellationToken) is { } row) Apply(row, result, reading, time.GetUtcNow());
            },
            cancellationToken);
    }

    private void Apply(YearCalendar calendar, FetchResult result, CalendarReading? reading, DateTimeOffset now)
    {
        switch (result)
        {
            case NotModified unchanged:
                (calendar.Failures, calendar.FailureReason, calendar.FailureStatus, calendar.FailingSince) = (0, null, null, null);
                Asked(calendar, unchanged.ETag ?? calendar.ETag, unchanged.LastModified ?? calendar.LastModified, unchanged.FinalAddress, now);
                break;
            case Fetched fetched when reading is { Fault: CalendarFault.None }:
                calendar.Take(reading, now);
                Validated(calendar, fetched, now);
                break;
            case FetchFailed { Reason: FetchFailure.HostBusy }:
                calendar.NextReadAt = now + (Interval / 4);
                break;
            default:
                var failed = result as FetchFailed ?? new FetchFailed(FetchFailure.BadResponse);
                calendar.Failures++;
                calendar.FailingSince ??= now;
                (calendar.FailureReason, calendar.FailureStatus) = (reading?.Fault.ToString() ?? failed.Reason.ToString(), failed.StatusCode);
                calendar.NextReadAt = SourceBackoff.After(now, calendar.Failures, failed, Interval, calendar.Id).At;
                Log.Unread(logger, calendar.Id, calendar.FailureReason, calendar.FailureStatus);
                break;
        }
    }

    private async Task SpreadAsync(YearCalendar calendar, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var dates = book.Plan(calendar.Id, calendar.EventsOf(), now);
        await database.WriteAsync(
            async db =>
            {
                // Read anew meanwhile: what was spread out is of an earlier revision, and the next tick does it.
                if (await db.FindAsync<YearCalendar>([calendar.Id], cancellationToken) is { } row && row.Events == calendar.Events) await book.ReplaceAsync(db, row, dates, now, cancellationToken);
            },
            cancellationToken);
    }

    private void Asked(YearCalendar calendar, string? etag, string? lastModified, Uri from, DateTimeOffset now) =>
        (calendar.ETag, calendar.LastModified, calendar.ValidatorsFrom, calendar.NextReadAt) = (etag, lastModified, from.AbsoluteUri, now + Interval);

    private async Task GuardAsync(YearCalendar calendar, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // One calendar must not keep the others waiting, nor be asked again at once.
            Log.Failed(logger, calendar.Id, e);
            await database.WriteAsync(
                db => db.Set<YearCalendar>().Where(row => row.Id == calendar.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.NextReadAt, time.GetUtcNow() + Interval), cancellationToken),
                cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Calendar {Calendar} could not be read ({Reason} {Status}); its dates stand as they were.")]
        public static partial void Unread(ILogger logger, long calendar, string reason, int? status);

        [LoggerMessage(Level = LogLevel.Error, Message = "The look at calendar {Calendar} failed.")]
        public static partial void Failed(ILogger logger, long calendar, Exception exception);
    }
}
