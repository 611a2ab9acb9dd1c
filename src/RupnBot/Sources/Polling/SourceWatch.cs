using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Health;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Fetching;
using RupnBot.Storage;

namespace RupnBot.Sources.Polling;

/// <summary>
/// Tells the operators of a source that has failed for a day, once, and once more when it is back; <c>/health</c> knows meanwhile.
/// It looks at the rows rather than at a fetch: a source that fails is asked ever less often.
/// </summary>
internal sealed partial class SourceWatch(
    Database database, ISourceInterest interest, BotHealth health, IOptions<BotOptions> options, CurrentWorkingTime workingTime, Texts texts, TimeProvider time,
    ILogger<SourceWatch> logger)
{
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var dead = now - Patience;
        var (failing, changed) = await database.ReadAsync(
            async db => (
                await Watched(db).CountAsync(source => source.FailingSince <= dead, cancellationToken),
                await Watched(db).AnyAsync(source => source.AlertedAt == null ? source.FailingSince <= dead : source.FailingSince == null, cancellationToken)),
            cancellationToken);
        if (failing == 0) health.Resolve(HealthTopics.Sources);
        else health.Report(HealthTopics.Sources, HealthLevel.Degraded, $"{failing} source(s) not read for a day");
        // A feed that is down is no reason to ring anybody on a Sunday.
        if (!changed || !workingTime.Now.Contains(now)) return;
        await database.WriteAsync(db => TellAsync(db, now, cancellationToken), cancellationToken);
    }

    private IQueryable<Source> Watched(BotDbContext db)
    {
        var readers = interest.Readers(db);
        return db.Set<Source>().Where(source => (!source.IsRetired || source.FailureReason == nameof(FetchFailure.Gone))
            && (source.IsCatalog || readers.Any(reader => reader.SourceId == source.Id)));
    }

    private async Task TellAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var dead = now - Patience;
        var sources = await Watched(db).AsTracking()
            .Where(source => source.AlertedAt == null ? source.FailingSince <= dead : source.FailingSince == null).ToListAsync(cancellationToken);
        foreach (var source in sources)
        {
            if (source.FailingSince is { } since) await TellFailureAsync(db, source, since, now, cancellationToken);
            else await TellReturnAsync(db, source, now, cancellationToken);
        }
    }

    private async Task TellFailureAsync(BotDbContext db, Source source, DateTimeOffset since, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var salons = await interest.Readers(db).Where(reader => reader.SourceId == source.Id).Select(reader => reader.SalonId).Distinct().CountAsync(cancellationToken);
        var text = texts.Plural(
            source.IsRetired ? "Sources.Gone" : "Sources.Down",
            salons,
            ("source", source.Name),
            ("since", FailureText.Since(since, now, options.Value.Zone, texts)),
            ("reason", FailureText.Of(source, texts)));
        await db.AlertAsync(options.Value, text, $"source-down:{source.Id}:{since.ToUnixTimeMilliseconds()}", now, cancellationToken);
        source.AlertedAt = now;
        Log.Down(logger, source.Id, source.FailureReason, source.FailureStatus, salons);
    }

    private async Task TellReturnAsync(BotDbContext db, Source source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var text = texts.Format("Sources.Back", ("source", source.Name));
        await db.AlertAsync(options.Value, text, $"source-up:{source.Id}:{source.AlertedAt?.ToUnixTimeMilliseconds()}", now, cancellationToken);
        source.AlertedAt = null;
        Log.Back(logger, source.Id);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Source {Source} has not been read for a day ({Reason} {Status}); {Salons} salons read it.")]
        public static partial void Down(ILogger logger, long source, string? reason, int? status, int salons);

        [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source} is read again.")]
        public static partial void Back(ILogger logger, long source);
    }
}
