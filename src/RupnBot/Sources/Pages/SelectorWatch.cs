using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Health;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Scheduling.Calendar;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Polling;
using RupnBot.Storage;

namespace RupnBot.Sources.Pages;

/// <summary>
/// Tells the operators of a page whose articles are still read but of which a selector has found nothing for a day that used to find something, once,
/// and once more when all is found again.
/// </summary>
internal sealed partial class SelectorWatch(Database database, IOptions<BotOptions> options, CurrentWorkingTime workingTime, Texts texts, TimeProvider time, ILogger<SelectorWatch> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!await database.ReadAsync(db => Changed(db, now).AnyAsync(cancellationToken), cancellationToken) || !workingTime.Now.Contains(now)) return;
        await database.WriteAsync(
            async db =>
            {
                foreach (var source in await Changed(db, now).AsTracking().ToListAsync(cancellationToken)) await TellAsync(db, source, now, cancellationToken);
            },
            cancellationToken);
    }

    private static IQueryable<Source> Changed(BotDbContext db, DateTimeOffset now)
    {
        var old = now - SourceWatch.Patience;
        return db.Set<Source>().Where(source => source.IsCatalog && !source.IsRetired && (source.LostAlertedAt == null ? source.LostSince <= old && source.FailingSince == null : source.LostSince == null));
    }

    private async Task TellAsync(BotDbContext db, Source source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (source.LostSince is not { } since)
        {
            await db.AlertAsync(options.Value, texts.Format("Sources.SelectorsBack", ("source", source.Name)), $"selectors-back:{source.Id}:{source.LostAlertedAt?.ToUnixTimeMilliseconds()}", now, cancellationToken);
            source.LostAlertedAt = null;
            return;
        }

        var names = SourceState.Names(source.LostSelectors);
        var text = texts.Plural(
            "Sources.SelectorsLost",
            names.Length,
            ("source", source.Name),
            ("since", FailureText.Since(since, now, options.Value.Zone, texts)),
            ("selectors", string.Join(", ", names.Select(name => texts.Get($"Sources.Selector.{name}")))));
        await db.AlertAsync(options.Value, text, $"selectors-lost:{source.Id}:{since.ToUnixTimeMilliseconds()}", now, cancellationToken);
        source.LostAlertedAt = now;
        Log.Lost(logger, source.Id, source.LostSelectors);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The page of source {Source} is read, but of its selectors these find nothing any more: {Selectors}.")]
        public static partial void Lost(ILogger logger, long source, string? selectors);
    }
}
