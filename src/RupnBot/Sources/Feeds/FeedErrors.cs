namespace RupnBot.Sources.Feeds;

/// <summary>Why a document has no entries to give: stable words, to be stored and translated where they are shown.</summary>
public static class FeedErrors
{
    public const string Empty = "empty";
    public const string TooLarge = "too-large";
    public const string Binary = "binary";
    public const string WebPage = "web-page";
    public const string NotAFeed = "not-a-feed";
    public const string BadJson = "bad-json";
}
