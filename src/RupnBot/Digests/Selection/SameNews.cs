using RupnBot.Sources.Archive;

namespace RupnBot.Digests.Selection;

/// <summary>An article of interest, with the others that tell the same.</summary>
internal sealed class NewsItem(DigestCandidate article, DateTimeOffset date, List<int> interests)
{
    public DigestCandidate Article { get; } = article;

    public DateTimeOffset Date { get; private set; } = date;

    /// <summary>Which subscriptions it is of, by their number; none for one relayed to the salon itself.</summary>
    public List<int> Interests { get; } = interests;

    /// <summary>The articles of other sources that tell the same.</summary>
    public List<long> Also { get; } = [];

    public void Join(NewsItem other)
    {
        Also.Add(other.Article.ArticleId);
        foreach (var number in other.Interests)
            if (!Interests.Contains(number)) Interests.Add(number);
        if (other.Date < Date) Date = other.Date;
    }
}

/// <summary>Makes one item of articles that tell the same: one address, or several sources within a week under one title. Pure.</summary>
internal static class SameNews
{
    /// <param name="items">The one to be shown of several comes first.</param>
    public static List<NewsItem> Join(List<NewsItem> items)
    {
        var kept = new List<NewsItem>();
        var byLink = new Dictionary<string, NewsItem>(StringComparer.Ordinal);
        var byTitle = new Dictionary<string, NewsItem>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (Find(item) is { } same)
            {
                same.Join(item);
                continue;
            }

            kept.Add(item);
            if (item.Article.LinkKey is { } link) byLink.TryAdd(link, item);
            if (item.Article.TitleKey is { } title) byTitle.TryAdd(title, item);
        }

        return kept;

        NewsItem? Find(NewsItem item)
        {
            if (item.Article.LinkKey is { } link && byLink.TryGetValue(link, out var same)) return same;
            return item.Article.TitleKey is { } title && byTitle.TryGetValue(title, out same) && IsSame(same.Article, item.Article) ? same : null;
        }
    }

    /// <summary>Whether two articles tell the same.</summary>
    public static bool IsSame(DigestCandidate one, DigestCandidate other)
    {
        if (one.LinkKey is not null && one.LinkKey == other.LinkKey) return true;
        // A source that gives each of its letters one title means another letter each time.
        var isOtherSource = one.SourceId != other.SourceId || one.SourceId is null;
        return one.TitleKey is not null && one.TitleKey == other.TitleKey && isOtherSource && (one.Date - other.Date).Duration() <= ArticleKeys.SameTitleWithin;
    }
}
