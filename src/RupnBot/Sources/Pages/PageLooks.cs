using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Feeds;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Polling;
using RupnBot.Sources.Robots;

namespace RupnBot.Sources.Pages;

/// <summary>Looks at sources that are pages: as its robots.txt allows, with the same guards and limits as a feed, page after page.</summary>
internal sealed class PageLooks(FeedFetcher fetcher, RobotsGate robots, IOptions<SourcesOptions> options, TimeProvider time)
{
    // The selectors may have been edited since: until it was read once by this process, « not modified » says nothing.
    private readonly ConcurrentDictionary<string, bool> _read = new(StringComparer.Ordinal);

    /// <returns>Null when the source is a feed.</returns>
    public async Task<SourceLook?> LookAsync(Source source, CancellationToken cancellationToken)
    {
        if (options.Value.Catalog.FirstOrDefault(entry => entry.Address?.Trim() == source.Address)?.Page is not { } selectors) return null;
        var request = SourceLook.RequestFor(source) with { Purpose = FetchPurpose.Page };
        if (!_read.ContainsKey(source.Address)) request = new FetchRequest(request.Address) { Purpose = FetchPurpose.Page };
        var (look, _) = await LookAsync(request, selectors, cancellationToken);
        if (look is { Result: Fetched, Feed.Error: null }) _read[source.Address] = true;
        return look;
    }

    /// <returns>What was found, and on how many pages.</returns>
    public async Task<(SourceLook Look, int Pages)> LookAsync(FetchRequest request, PageOptions selectors, CancellationToken cancellationToken)
    {
        var first = await FetchAsync(request, cancellationToken);
        if (first is not Fetched page) return (new SourceLook(first, null, []), 0);
        var reading = Read(page, selectors);
        if (reading.Feed.Error is not null) return (new SourceLook(first, reading.Feed, []), 1);

        var feed = reading.Feed;
        var following = reading.Next;
        var entries = new List<FeedEntry>(feed.Entries);
        var visited = new HashSet<Uri> { request.Address, page.FinalAddress };
        var pages = 1;
        // What the first page tells is worth having even if a later one cannot be read.
        while (pages < selectors.MaximumPages && entries.Count < FeedLimits.Default.Entries && reading.Next is { } next && IsSameSite(next, page.FinalAddress) && visited.Add(next))
        {
            if (await FetchAsync(new FetchRequest(next) { Purpose = FetchPurpose.Page }, cancellationToken) is not Fetched further) break;
            reading = Read(further, selectors);
            if (reading.Feed.Error is not null) break;
            entries.AddRange(reading.Feed.Entries);
            pages++;
        }

        feed = feed with { Entries = [.. entries.Take(FeedLimits.Default.Entries)] };
        var finds = PageFinds.Of(selectors, feed.Entries, following);
        return (new SourceLook(first, feed, ArticleDraft.From(feed, page.FinalAddress, time.GetUtcNow())) { Finds = finds }, pages);
    }

    private static PageReading Read(Fetched page, PageOptions selectors) => PageArticles.Read(page.Body, page.ContentType, page.FinalAddress, selectors, FeedLimits.Default);

    private static bool IsSameSite(Uri next, Uri from) => string.Equals(next.Authority, from.Authority, StringComparison.OrdinalIgnoreCase);

    private async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        if (await robots.RefusalAsync(request.Address, cancellationToken) is { } refusal) return refusal;
        var result = await fetcher.FetchAsync(request, cancellationToken);
        // A redirect may lead to where another robots.txt speaks, or another rule of the same.
        if (result is Fetched fetched && fetched.FinalAddress != request.Address && await robots.RefusalAsync(fetched.FinalAddress, cancellationToken) is { } late) return late;
        return result;
    }
}
