using System.Text;
using RupnBot.Sources.Feeds;

namespace RupnBot.Tests.Sources.Feeds;

/// <summary>Documents for tests, and what the parser makes of them.</summary>
internal static class Feed
{
    public static FeedDocument Parse(string text, string? contentType = null, string? address = null, FeedLimits? limits = null) =>
        FeedParser.Parse(Encoding.UTF8.GetBytes(text), contentType, address is null ? null : new Uri(address), limits ?? FeedLimits.Default);

    public static FeedEntry RssItem(string inside, string? address = null) =>
        Parse($"<rss version=\"2.0\"><channel><title>Fil</title><item>{inside}</item></channel></rss>", address: address).Entries.Single();

    public static FeedEntry AtomEntry(string inside, string attributes = "", string? address = null) =>
        Parse($"<feed xmlns=\"http://www.w3.org/2005/Atom\" {attributes}><entry>{inside}</entry></feed>", address: address).Entries.Single();

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sources", "Feeds", "Samples", name));
}
