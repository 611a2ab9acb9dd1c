using RupnBot.Bot.Messages;
using RupnBot.Sources.Feeds;

namespace RupnBot.Sources.Archive;

/// <summary>What the archive keeps of a feed's entry; pure.</summary>
internal sealed record ArticleDraft(string Identity, string Title, string Link, string? Summary, string? Author, IReadOnlyList<string> Categories, DateTimeOffset? PublishedAt)
{
    private const int LongestRead = 4000;
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    /// <summary>The entries worth keeping: those that can be told apart and read somewhere. One that stands twice counts once.</summary>
    public static IReadOnlyList<ArticleDraft> From(FeedDocument feed, Uri address, DateTimeOffset now)
    {
        var isSpip = ArticleIdentity.IsSpip(feed, address);
        return [.. feed.Entries.Select(entry => From(entry, isSpip, now)).OfType<ArticleDraft>().DistinctBy(draft => draft.Identity)];
    }

    private static ArticleDraft? From(FeedEntry entry, bool isSpip, DateTimeOffset now)
    {
        if (ArticleIdentity.Of(entry, isSpip) is not { } identity || entry.Link is null || Bot.Messages.WebAddress.Normalize(entry.Link.AbsoluteUri) is not { } link) return null;
        var summary = Line(entry.SummaryText, Article.LongestSummary);
        // Short messages of some sites have no title; their first words do.
        var title = Line(entry.Title, Article.LongestTitle) ?? Line(summary, 100) ?? link;
        return new ArticleDraft(identity, title, link, summary, Line(entry.Author, Article.LongestAuthor), entry.Categories, Plausible(entry.Published ?? entry.Updated, now));
    }

    // A date to come, or from before there were computers to write it, says nothing.
    private static DateTimeOffset? Plausible(DateTimeOffset? date, DateTimeOffset now) => date > Earliest && date <= now + TimeSpan.FromDays(1) ? date : null;

    private static string? Line(string? text, int length)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var line = DisplayText.Shorten(DisplayText.OneLine(text.Length > LongestRead ? text[..LongestRead] : text), length);
        return line.Length == 0 ? null : line;
    }
}
