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
        var wanted = new List<NewsItem>();
        foreach (var ways in ByArticle(candidates))
            if (Item(ways, interests) is { } item && item.Date >= oldest) wanted.Add(item);
        // Of several that tell the same, the first that came is shown.
        wanted.Sort((one, other) => Compare(one.Article.FirstSeen, one, other.Article.FirstSeen, other));
        var items = SameNews.Join(wanted);
        items.Sort((one, other) => Compare(other.Date, other, one.Date, one));
        var shown = Show(items, interests);
        return new DigestSelection(
            [.. shown.Select(item => item.Article.ArticleId)],
            [.. shown.Concat(items.Except(shown)).Select(item => item.Article.ArticleId)],
            items.Where(item => item.Also.Count > 0).ToDictionary(item => item.Article.ArticleId, item => (IReadOnlyList<long>)item.Also));
    }

    // No two have one number, so that the order is the same however they came.
    private static int Compare(DateTimeOffset instant, NewsItem item, DateTimeOffset otherInstant, NewsItem other) =>
        instant.CompareTo(otherInstant) is var order and not 0 ? order : item.Article.ArticleId.CompareTo(other.Article.ArticleId);

    private static IEnumerable<List<DigestCandidate>> ByArticle(IEnumerable<DigestCandidate> candidates)
    {
        var articles = new Dictionary<long, List<DigestCandidate>>();
        foreach (var candidate in candidates)
        {
            if (articles.TryGetValue(candidate.ArticleId, out var ways)) ways.Add(candidate);
            else articles.Add(candidate.ArticleId, [candidate]);
        }

        return articles.Values;
    }

    private static NewsItem? Item(List<DigestCandidate> ways, DigestInterests interests)
    {
        if (ways.Exists(way => way.AlreadyOffered)) return null;
        var sources = ways.ConvertAll(way => way.SourceId);
        List<int>? matching = null;
        for (var number = 0; number < interests.Each.Count; number++)
        {
            foreach (var way in ways)
            {
                if (!interests.Each[number].Match(way, sources)) continue;
                (matching ??= []).Add(number);
                break;
            }
        }

        if (matching is null && !ways.Exists(way => way.IsRelayedHere)) return null;
        return new NewsItem(ways[0], ways.Min(way => way.Date), matching ?? []);
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
