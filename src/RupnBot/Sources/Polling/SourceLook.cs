using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Feeds;
using RupnBot.Sources.Fetching;
using RupnBot.Sources.Pages;

namespace RupnBot.Sources.Polling;

/// <summary>What one look at a source brought.</summary>
/// <param name="Result">How the fetch ended.</param>
/// <param name="Feed">What was read; null when nothing came.</param>
/// <param name="Drafts">Its articles.</param>
internal sealed record SourceLook(FetchResult Result, FeedDocument? Feed, IReadOnlyList<ArticleDraft> Drafts)
{
    /// <summary>Of a page that was read: which selectors found something; null otherwise.</summary>
    public PageFinds? Finds { get; init; }

    public static SourceLook At(FetchResult result, DateTimeOffset now)
    {
        if (result is not Fetched fetched) return new SourceLook(result, null, []);
        var feed = FeedParser.Parse(fetched.Body, fetched.ContentType, fetched.FinalAddress, FeedLimits.Default);
        return new SourceLook(result, feed, feed.Error is null ? ArticleDraft.From(feed, fetched.FinalAddress, now) : []);
    }

    public static FetchRequest RequestFor(Source source)
    {
        var address = new Uri(source.MovedTo ?? source.Address);
        return new FetchRequest(address)
        {
            ETag = source.ETag,
            LastModified = source.LastModified,
            ValidatorsFrom = source.ValidatorsFrom is { } from ? new Uri(from) : null,
        };
    }
}
