using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Pages;
using RupnBot.Storage;

namespace RupnBot.Sources.Polling;

/// <summary>Asks the database which sources are due, looks at each, and stores what came in one transaction a source.</summary>
internal sealed partial class SourcePoller(
    Database database, FeedFetcher fetcher, PageLooks pages, ISourceInterest interest, IOptions<SourcesOptions> options, TimeProvider time, ILogger<SourcePoller> logger)
{
    private const int AtOnce = 6;
    private const int Batch = 100;

    private readonly ConcurrentDictionary<long, bool> _underWay = new();

    /// <summary>Looks at everything that is due. A source that is being looked at already is left to that look.</summary>
    public async Task PollDueAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<long>();
        while (true)
        {
            var due = await DueAsync(cancellationToken);
            due.RemoveAll(source => !seen.Add(source.Id));
            if (due.Count == 0) return;
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (source, token) => await PollAsync(source, token));
        }
    }

    private Task<List<Source>> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            db =>
            {
                var readers = interest.Readers(db);
                return db.Set<Source>()
                    .Where(source => !source.IsRetired && source.NextPollAt <= now)
                    // What only a salon once asked for is not fetched for nobody.
                    .Where(source => source.IsCatalog || readers.Any(reader => reader.SourceId == source.Id))
                    .OrderBy(source => source.NextPollAt).ThenBy(source => source.Id).Take(Batch).ToListAsync(cancellationToken);
            },
            cancellationToken);
    }

    private async Task PollAsync(Source source, CancellationToken cancellationToken)
    {
        if (!_underWay.TryAdd(source.Id, true)) return;
        try
        {
            var look = await pages.LookAsync(source, cancellationToken)
                ?? SourceLook.At(await fetcher.FetchAsync(SourceLook.RequestFor(source), cancellationToken), time.GetUtcNow());
            await database.WriteAsync(db => StoreAsync(db, source, look, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // One source must not keep the others waiting, nor be asked again at once.
            Log.Failed(logger, source.Id, e);
            await database.WriteAsync(
                db => db.Set<Source>().Where(row => row.Id == source.Id).ExecuteUpdateAsync(row => row.SetProperty(x => x.NextPollAt, time.GetUtcNow() + Interval), cancellationToken),
                cancellationToken);
        }
        finally
        {
            _underWay.TryRemove(source.Id, out _);
        }
    }

    private TimeSpan Interval => TimeSpan.FromMinutes(options.Value.PollMinutes);

    private async Task StoreAsync(BotDbContext db, Source asked, SourceLook look, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var source = await db.Set<Source>().AsTracking().SingleOrDefaultAsync(row => row.Id == asked.Id, cancellationToken);
        if (source is null) return;
        if (SourceState.Apply(source, look, Interval, now))
        {
            var added = await ArticleStore.StoreAsync(db, source, look.Drafts, now, cancellationToken);
            source.FirstFetchedAt ??= now;
            Log.Read(logger, source.Id, look.Drafts.Count, added);
            return;
        }

        Log.Unread(logger, source.Id, source.FailureReason ?? "HostBusy", source.FailureStatus, source.NextPollAt);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Source {Source}: {Listed} articles listed, {Added} new.")]
        public static partial void Read(ILogger logger, long source, int listed, int added);

        [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source} could not be read ({Reason} {Status}); next look at {Next:u}.")]
        public static partial void Unread(ILogger logger, long source, string reason, int? status, DateTimeOffset next);

        [LoggerMessage(Level = LogLevel.Error, Message = "The look at source {Source} failed.")]
        public static partial void Failed(ILogger logger, long source, Exception exception);
    }
}
