namespace RupnBot.Sources.Feeds;

/// <summary>The family and version a document says, or shows, that it is.</summary>
public enum FeedFormat
{
    Unknown,
    Rss090,
    Rss091,
    Rss092,
    Rss093,
    Rss094,
    Rss10,
    Rss20,
    Rss,
    Atom03,
    Atom10,
    Cdf,
    JsonFeed10,
    JsonFeed11,
}
