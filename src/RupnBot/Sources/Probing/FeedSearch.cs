using RupnBot.Sources.Fetching;
using RupnBot.Sources.Html;
using RupnBot.Sources.Polling;

namespace RupnBot.Sources.Probing;

/// <summary>From an address to a feed: itself, or one of those its page names.</summary>
internal sealed class FeedSearch(FeedFetcher fetcher, TimeProvider time)
{
    private const int MostCandidates = 3;

    public async Task<Outcome> FindAsync(Uri address, CancellationToken cancellationToken)
    {
        var look = await LookAsync(address, cancellationToken);
        if (look.Result is FetchFailed failed) return new Outcome.Failed(failed);
        if (look is { Result: Fetched direct, Feed.Error: null }) return new Outcome.Found(direct.PermanentAddress ?? address, look);
        if (look.Result is not Fetched page) return new Outcome.None();
        foreach (var candidate in FeedDiscovery.Find(page.Body, page.ContentType, page.FinalAddress).Take(MostCandidates))
        {
            var named = await LookAsync(candidate.Address, cancellationToken);
            if (named is { Result: Fetched fetched, Feed.Error: null }) return new Outcome.Found(fetched.PermanentAddress ?? candidate.Address, named);
        }

        return new Outcome.None();
    }

    private async Task<SourceLook> LookAsync(Uri address, CancellationToken cancellationToken) =>
        SourceLook.At(await fetcher.FetchAsync(new FetchRequest(address), cancellationToken), time.GetUtcNow());

    public abstract record Outcome
    {
        /// <param name="Address">Where the feed is from now on.</param>
        /// <param name="Look">What it holds.</param>
        public sealed record Found(Uri Address, SourceLook Look) : Outcome;

        public sealed record Failed(FetchFailed Result) : Outcome;

        /// <summary>A page that names no feed, or something else.</summary>
        public sealed record None : Outcome;
    }
}
