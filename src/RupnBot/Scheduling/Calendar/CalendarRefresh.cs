using Microsoft.Extensions.Options;
using Quartz;
using RupnBot.Bot.Health;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Fetching;

namespace RupnBot.Scheduling.Calendar;

/// <summary>
/// Keeps the school calendar fresh where an address or a file is configured, and says in time when it ends: dates no calendar covers count as term.
/// The last document that could be read lies beside the database, so that a restart needs no download.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class CalendarRefresh(
    CurrentSchoolCalendar current, FeedFetcher fetcher, Database database, BotHealth health, IOptions<CalendarOptions> options, IOptions<BotOptions> bot, IOptions<StorageOptions> storage,
    Texts texts, TimeProvider time, ILogger<CalendarRefresh> logger) : IJob, IHostedService
{
    /// <summary>A month is time enough to find next year's calendar.</summary>
    private static readonly TimeSpan Foresight = TimeSpan.FromDays(30);

    private string Kept => Path.Combine(storage.Value.Path, "school-holidays.json");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Read(options.Value.Path ?? (options.Value.Address is null ? null : Kept));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Path is { } path) Read(path);
        else if (options.Value.Address is { } address && IsOld()) await DownloadAsync(address, cancellationToken);
        await WatchAsync(cancellationToken);
    }

    private bool IsOld() => !File.Exists(Kept) || time.GetUtcNow() - File.GetLastWriteTimeUtc(Kept) >= TimeSpan.FromDays(options.Value.RefreshDays);

    private async Task DownloadAsync(Uri address, CancellationToken cancellationToken)
    {
        var result = await fetcher.FetchAsync(new FetchRequest(address) { Purpose = FetchPurpose.Page }, cancellationToken);
        if (result is not Fetched fetched)
        {
            Log.NotDownloaded(logger, (result as FetchFailed)?.Reason.ToString() ?? "NotModified");
            return;
        }

        if (!Use(fetched.Body)) return;
        var partial = Kept + ".part";
        await File.WriteAllBytesAsync(partial, fetched.Body, cancellationToken);
        File.SetLastWriteTimeUtc(partial, time.GetUtcNow().UtcDateTime);
        File.Move(partial, Kept, overwrite: true);
    }

    private void Read(string? path)
    {
        if (path is null || !File.Exists(path)) return;
        try
        {
            if (new FileInfo(path).Length <= SchoolCalendarReader.MaximumBytes) Use(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Refused(logger, e.GetType().Name);
        }
    }

    private bool Use(byte[] document)
    {
        var reading = current.Refresh(document);
        if (reading is SchoolCalendarReading.Refused refused) Log.Refused(logger, refused.Reason);
        else if (reading is SchoolCalendarReading.Complete { Warnings.Count: > 0 } complete) Log.Incomplete(logger, string.Join("; ", complete.Warnings.Take(5)));
        return reading is SchoolCalendarReading.Complete;
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var zone = SchoolZones.Parse(bot.Value.SchoolZone) ?? SchoolZone.A;
        if (current.Calendar.Covers(LocalInstant.DateOf(now + Foresight, bot.Value.Zone), zone))
        {
            health.Resolve(HealthTopics.Calendar);
            return;
        }

        var until = current.Calendar.CoveredUntil(zone);
        health.Report(HealthTopics.Calendar, HealthLevel.Degraded, $"no school calendar after {until:yyyy-MM-dd}");
        var text = until is { } last && last >= LocalInstant.DateOf(now, bot.Value.Zone)
            ? texts.Format("Calendar.Ends", ("day", DateText.Day(last, texts.Culture)), ("zone", bot.Value.SchoolZone))
            : texts.Format("Calendar.Missing", ("zone", bot.Value.SchoolZone));
        await database.WriteAsync(db => db.AlertAsync(bot.Value, text, $"calendar:{zone}:{until:yyyyMMdd}", now, cancellationToken), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The school calendar could not be downloaded ({Reason}); the one at hand stays in use.")]
        public static partial void NotDownloaded(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The school calendar could not be used: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The school calendar was read in part: {Warnings}")]
        public static partial void Incomplete(ILogger logger, string warnings);
    }
}
