namespace RupnBot.Digests.Selection;

/// <summary>What a digest holds.</summary>
/// <param name="Shown">The articles to show, newest first.</param>
/// <param name="Offered">All that count as offered from now on, the shown ones first; the rest are read with <c>!suite</c>.</param>
public sealed record DigestSelection(IReadOnlyList<long> Shown, IReadOnlyList<long> Offered)
{
    /// <summary>A digest longer than this is not read.</summary>
    public const int MostShown = 7;

    /// <summary>Older articles are found by search, not told.</summary>
    public static readonly TimeSpan OldestAge = TimeSpan.FromDays(30);

    /// <summary>How many more there are than are shown.</summary>
    public int More => Offered.Count - Shown.Count;

    public bool IsEmpty => Offered.Count == 0;

    /// <summary>Chooses from the candidates, given in any order; an article that came by two ways counts once.</summary>
    public static DigestSelection Choose(IEnumerable<DigestCandidate> candidates, DigestInterests interests, DateTimeOffset now)
    {
        var oldest = now - OldestAge;
        long[] offered =
        [
            .. candidates
                .GroupBy(candidate => candidate.ArticleId)
                .Where(ways => !ways.Any(way => way.AlreadyOffered) && ways.Any(interests.Match))
                .Select(ways => (ArticleId: ways.Key, Date: ways.Min(way => way.Date)))
                .Where(article => article.Date >= oldest)
                .OrderByDescending(article => article.Date)
                .ThenByDescending(article => article.ArticleId)
                .Select(article => article.ArticleId),
        ];
        return new DigestSelection([.. offered.Take(MostShown)], offered);
    }
}
