using Microsoft.EntityFrameworkCore;
using RupnBot.Matrix;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Sources.Archive;

/// <summary>One article found.</summary>
internal sealed record SearchHit(string Title, string Link, string? SourceName, DateTimeOffset Date);

/// <param name="Hits">The best, best first.</param>
/// <param name="Total">How many there are; counted up to <see cref="ArchiveSearch.Deepest"/>.</param>
/// <param name="IsPartial">None has all the words; these have some.</param>
internal sealed record SearchResult(IReadOnlyList<SearchHit> Hits, int Total, bool IsPartial);

/// <summary>Finds articles in the archive. A référent's find for one salon shows in that salon and to its members only.</summary>
internal static class ArchiveSearch
{
    public const int MostShown = 5;
    public const int Deepest = 500;

    public static async Task<SearchResult> FindAsync(BotDbContext db, SearchQuery query, IReadOnlyCollection<RoomId> salons, CancellationToken cancellationToken)
    {
        var exact = await FindAsync(db, query.All, salons, cancellationToken);
        if (exact.Total > 0 || query.All == query.Any) return exact;
        return await FindAsync(db, query.Any, salons, cancellationToken) with { IsPartial = true };
    }

    private static async Task<SearchResult> FindAsync(BotDbContext db, string expression, IReadOnlyCollection<RoomId> salons, CancellationToken cancellationToken)
    {
        var ranked = await FullTextIndex.MatchAsync(db, expression, Deepest, cancellationToken);
        var visible = await db.Set<Article>()
            .Where(article => ranked.Contains(article.Id) && (article.RelayedTo == null || salons.Contains(article.RelayedTo.Value)))
            .Select(article => new { article.Id, article.Link })
            .ToDictionaryAsync(article => article.Id, article => article.Link, cancellationToken);
        // The same page may have come from a source and from a colleague.
        var ids = ranked.Where(visible.ContainsKey).DistinctBy(id => visible[id]).ToList();
        var shown = ids.Take(MostShown).ToList();
        var rows = await db.Set<Article>().Where(article => shown.Contains(article.Id))
            .Select(article => new
            {
                article.Id, article.Title, article.Link, article.PublishedAt, article.FirstSeenAt,
                SourceName = db.Set<Source>().Where(source => source.Id == article.SourceId).Select(source => source.Name).FirstOrDefault(),
            })
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var hits = shown.Select(id => rows[id])
            // Of a find the day it was relayed is told.
            .Select(row => new SearchHit(row.Title, row.Link, row.SourceName, row.SourceName is not null && row.PublishedAt < row.FirstSeenAt ? row.PublishedAt.Value : row.FirstSeenAt));
        return new SearchResult([.. hits], ids.Count, IsPartial: false);
    }
}
