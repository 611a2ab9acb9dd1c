using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Jobs;
using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Polling;
using RupnBot.Storage;

namespace RupnBot.Sources.Probing;

/// <summary>Looks at an address given in chat; a feed becomes a source, and whoever asked for it continues in the same transaction.</summary>
internal sealed class ProbeSourceJob(
    Database database, FeedFetcher fetcher, ISourceInterest interest, IEnumerable<IProbedSourceHandler> handlers, IOptions<SourcesOptions> options, Texts texts, TimeProvider time)
    : IJobHandler
{
    private const int MostTries = 3;
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(20);

    public string Kind => SourceProbe.JobKind;

    public async Task<Func<BotDbContext, Task>?> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        var request = job.Read<ProbeRequest>();
        var address = new Uri(request.Address);
        if (await KnownAsync(address.AbsoluteUri, cancellationToken)) return db => ContinueAsync(db, address, null, request, cancellationToken);
        var probe = await new FeedSearch(fetcher, time).FindAsync(address, cancellationToken);
        if (probe is FeedSearch.Outcome.Failed { Result.Reason: FetchFailure.HostBusy } && job.Attempt < MostTries) throw new JobRetryException("The host is busy.", BusyWait);
        return probe switch
        {
            FeedSearch.Outcome.Found found => db => ContinueAsync(db, found.Address, found.Look, request, cancellationToken),
            FeedSearch.Outcome.Failed failed => db => TellAsync(db, request, texts.Format("Sources.ProbeUnreachable", ("address", address.AbsoluteUri), ("reason", FailureText.Of(failed.Result, texts))), cancellationToken),
            _ => db => TellAsync(db, request, texts.Format("Sources.ProbeNoFeed", ("address", address.AbsoluteUri)), cancellationToken),
        };
    }

    public Task GiveUpAsync(BotDbContext db, JobContext job, CancellationToken cancellationToken)
    {
        var request = job.Read<ProbeRequest>();
        return TellAsync(db, request, texts.Format("Sources.ProbeNoFeed", ("address", request.Address)), cancellationToken);
    }

    private Task<bool> KnownAsync(string address, CancellationToken cancellationToken) => database.ReadAsync(
        db => db.Set<Source>().AnyAsync(source => (source.Address == address || source.MovedTo == address) && !source.IsRetired && source.FailingSince == null && source.FirstFetchedAt != null, cancellationToken),
        cancellationToken);

    private async Task ContinueAsync(BotDbContext db, Uri address, SourceLook? look, ProbeRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var written = address.AbsoluteUri;
        var source = await db.Set<Source>().AsTracking().OrderByDescending(row => row.Address == written)
            .FirstOrDefaultAsync(row => row.Address == written || row.MovedTo == written, cancellationToken);
        if (source is null && await IsFullAsync(db, cancellationToken))
        {
            await TellAsync(db, request, texts.Format("Sources.ProbeFull", ("count", options.Value.MaximumOwn)), cancellationToken);
            return;
        }

        source ??= await AddAsync(db, address, look, now, cancellationToken);
        source.IsRetired = false;
        if (look is not null)
        {
            SourceState.Apply(source, look, TimeSpan.FromMinutes(options.Value.PollMinutes), now);
            await ArticleStore.StoreAsync(db, source, look.Drafts, now, cancellationToken);
            source.FirstFetchedAt ??= now;
        }

        await db.SaveChangesAsync(cancellationToken);
        var handler = handlers.FirstOrDefault(candidate => candidate.Name == request.Handler)
            ?? throw new InvalidOperationException($"Nobody continues probes as '{request.Handler}'.");
        await handler.ContinueAsync(db, source, request, now, cancellationToken);
    }

    private static async Task<Source> AddAsync(BotDbContext db, Uri address, SourceLook? look, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = await db.Set<Source>().Select(row => row.FoldedName).ToListAsync(cancellationToken);
        var name = SourceNames.Distinct(look?.Feed?.Title, address, taken.ToHashSet(StringComparer.Ordinal));
        var source = new Source { Name = name, FoldedName = Topic.Fold(name), Address = address.AbsoluteUri, NextPollAt = now };
        db.Add(source);
        await db.SaveChangesAsync(cancellationToken);
        return source;
    }

    // Only those that are read cost anything.
    private async Task<bool> IsFullAsync(BotDbContext db, CancellationToken cancellationToken)
    {
        var readers = interest.Readers(db);
        return await db.Set<Source>().CountAsync(source => !source.IsCatalog && !source.IsRetired && readers.Any(reader => reader.SourceId == source.Id), cancellationToken) >= options.Value.MaximumOwn;
    }

    private Task TellAsync(BotDbContext db, ProbeRequest request, string text, CancellationToken cancellationToken) => db.QueueAsync(
        new OutgoingMessage(request.ReplyRoomId, text.ToBody().ToMessage(notice: true)) { Key = $"probe:{request.AskedBy}" }, time.GetUtcNow(), cancellationToken);
}
