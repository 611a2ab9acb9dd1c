using Microsoft.EntityFrameworkCore;
using RupnBot.Sources.Catalog;
using RupnBot.Sources.Feeds;
using RupnBot.Storage;

namespace RupnBot.Sources.Archive;

/// <summary>Puts the entries of one look at a source into the archive: each article once, for ever.</summary>
internal static class ArticleStore
{
    /// <returns>How many were new.</returns>
    public static async Task<int> StoreAsync(BotDbContext db, Source source, IReadOnlyList<ArticleDraft> drafts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var byKey = drafts.ToDictionary(draft => KeyOf(source, draft.Identity), StringComparer.Ordinal);
        var keys = byKey.Keys.ToList();
        var known = await db.Set<Article>().AsTracking().Where(article => keys.Contains(article.Key)).ToDictionaryAsync(article => article.Key, cancellationToken);
        var forgotten = await db.Set<ForgottenArticle>().Where(article => keys.Contains(article.Key)).Select(article => article.Key).ToListAsync(cancellationToken);
        var unknown = byKey.Where(pair => !known.ContainsKey(pair.Key)).Select(pair => pair.Value.Link).ToList();
        var elsewhere = source.IsCatalog ? await CarriedElsewhereAsync(db, source, unknown, cancellationToken) : [];
        var isBacklog = source.FirstFetchedAt is null;
        var added = 0;
        foreach (var (key, draft) in byKey)
        {
            if (known.TryGetValue(key, out var article) || elsewhere.TryGetValue(draft.Link, out article)) Revise(article, source, draft);
            else if (!forgotten.Contains(key))
            {
                db.Add(New(key, source, draft, isBacklog, now));
                added++;
            }
        }

        return added;
    }

    /// <summary>
    /// The operator's sources may carry each other's articles. An address from chat may claim any identifier it likes,
    /// so it is compared with itself alone: it can neither replace nor hide an article of another source. So is SPIP's article number: an academy
    /// has many sites on one host, each counting from one.
    /// </summary>
    internal static string KeyOf(Source source, string identity) =>
        source.IsCatalog && !SpipArticle.IsNumber(identity) ? $"c:{identity}" : $"{source.Id}:{identity}";

    /// <summary>Articles of the operator's other sources with the very same address, by it: two feeds of one site are recognised by that.</summary>
    private static async Task<Dictionary<string, Article>> CarriedElsewhereAsync(BotDbContext db, Source source, List<string> links, CancellationToken cancellationToken)
    {
        if (links.Count == 0) return [];
        var same = await db.Set<Article>().AsTracking()
            .Where(article => links.Contains(article.Link) && article.SourceId != source.Id)
            .Where(article => db.Set<Source>().Any(other => other.Id == article.SourceId && other.IsCatalog))
            .ToListAsync(cancellationToken);
        return same.DistinctBy(article => article.Link).ToDictionary(article => article.Link, StringComparer.Ordinal);
    }

    private static Article New(string key, Source source, ArticleDraft draft, bool isBacklog, DateTimeOffset now)
    {
        var topics = Topic.Distinct([.. source.Topics, .. draft.Categories]);
        return new Article
        {
            SourceId = source.Id,
            Key = key,
            Title = draft.Title,
            Link = draft.Link,
            Summary = draft.Summary,
            Author = draft.Author,
            Topics = topics,
            FoldedTopics = [.. topics.Select(Topic.Fold)],
            PublishedAt = draft.PublishedAt,
            FirstSeenAt = now,
            IsBacklog = isBacklog,
            LinkKey = ArticleKeys.OfLink(draft.Link),
            TitleKey = ArticleKeys.OfTitle(draft.Title),
        };
    }

    // A revision mends what is searched; it does not make the article new.
    private static void Revise(Article article, Source source, ArticleDraft draft)
    {
        if (article.SourceId != source.Id)
        {
            if (!article.AlsoIn.Contains(source.Id)) article.AlsoIn = [.. article.AlsoIn, source.Id];
            return;
        }

        if (article.Title != draft.Title) (article.Title, article.TitleKey) = (draft.Title, ArticleKeys.OfTitle(draft.Title));
        if (article.Link != draft.Link) (article.Link, article.LinkKey) = (draft.Link, ArticleKeys.OfLink(draft.Link));
        if (article.Summary != draft.Summary) article.Summary = draft.Summary;
    }
}
