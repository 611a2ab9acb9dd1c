namespace RupnBot.Digests.Selection;

/// <summary>What a digest holds.</summary>
/// <param name="Shown">The articles to show, newest first.</param>
/// <param name="Offered">All that count as offered from now on, the shown ones first; the rest are read with <c>!suite</c>.</param>
/// <param name="Also">Of an offered article, those of other sources that tell the same: they count as offered with it, and are not read again.</param>
public sealed record DigestSelection(IReadOnlyList<long> Shown, IReadOnlyList<long> Offered, IReadOnlyDictionary<long, IReadOnlyList<long>> Also)
{
    /// <summary>A digest longer than this is not read.</summary>
    public const int MostShown = 7;

    /// <summary>Older articles are found by search, not told.</summary>
    public static readonly TimeSpan OldestAge = TimeSpan.FromDays(30);

    /// <summary>How many more there are than are shown.</summary>
    public int More => Offered.Count - Shown.Count;

    public bool IsEmpty => Offered.Count == 0;

    /// <summary>Chooses from the candidates, given in any order; an article that came by two ways counts once, and so does news that came by several sources.</summary>
    public static DigestSelection Choose(IEnumerable<DigestCandidate> candidates, DigestInterests interests, DateTimeOffset now)
    {
        var oldest = now - OldestAge;
        var wanted = candidates.GroupBy(candidate => candidate.ArticleId).Select(ways => Item([.. ways], interests)).OfType<NewsItem>().Where(item => item.Date >= oldest);
        // Of several that tell the same, the first that came is shown.
        var items = SameNews.Join(wanted.OrderBy(item => item.Article.FirstSeen).ThenBy(item => item.Article.ArticleId))
            .OrderByDescending(item => item.Date).ThenByDescending(item => item.Article.ArticleId).ToList();
        var shown = Show(items, interests);
        return new DigestSelection(
            [.. shown.Select(item => item.Article.ArticleId)],
            [.. shown.Concat(items.Except(shown)).Select(item => item.Article.ArticleId)],
            items.Where(item => item.Also.Count > 0).ToDictionary(item => item.Article.ArticleId, item => (IReadOnlyList<long>)item.Also));
    }

    private static NewsItem? Item(IReadOnlyList<DigestCandidate> ways, DigestInterests interests)
    {
        if (ways.Any(way => way.AlreadyOffered)) return null;
        var sources = ways.Select(way => way.SourceId).ToList();
        var matching = Enumerable.Range(0, interests.Each.Count).Where(number => ways.Any(way => interests.Each[number].Match(way, sources))).ToList();
        if (matching.Count == 0 && !ways.Any(way => way.IsRelayedHere)) return null;
        return new NewsItem(ways[0], ways.Min(way => way.Date), matching);
    }

    private static List<NewsItem> Show(List<NewsItem> items, DigestInterests interests)
    {
        var room = interests.Each.Select(interest => interest.Filter?.Maximum ?? int.MaxValue).ToArray();
        var shown = new List<NewsItem>();
        foreach (var item in items)
        {
            if (shown.Count == MostShown) break;
            if (!item.Article.IsRelayedHere)
            {
                // It takes the place of one of the subscriptions it is of: the one with most room.
                var best = item.Interests.MaxBy(number => room[number]);
                if (room[best] <= 0) continue;
                room[best]--;
            }

            shown.Add(item);
        }

        return shown;
    }
}
