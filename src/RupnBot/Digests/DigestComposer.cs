using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Configuration;
using RupnBot.Digests.Rendering;
using RupnBot.Digests.Selection;
using RupnBot.Digests.Slots;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Scheduling.Calendar;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;
using RupnBot.Subscriptions;

namespace RupnBot.Digests;

/// <summary>Reads from the archive what a salon has not had, and makes of it what a digest says.</summary>
internal sealed class DigestComposer(Texts texts, IOptions<BotOptions> options)
{
    /// <summary>Considered for one digest, the newest first; what is beyond stays for the next.</summary>
    private const int MostCandidates = 300;

    /// <summary>What these subscriptions of a salon would tell it now.</summary>
    public static async Task<DigestSelection> SelectAsync(BotDbContext db, RoomId salon, IReadOnlyList<Subscription> subscriptions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sources = subscriptions.Where(subscription => subscription.SourceId is not null).Select(subscription => subscription.SourceId!.Value).ToList();
        var topics = subscriptions.Where(subscription => subscription.FoldedTopic is not null).Select(subscription => subscription.FoldedTopic!).ToList();
        var oldest = now - DigestSelection.OldestAge;
        var articles = await db.Set<Article>().AsNoTracking()
            .Where(article => article.FirstSeenAt >= oldest && !article.IsBacklog)
            .Where(article => article.RelayedTo == salon
                || (article.RelayedTo == null
                    && ((article.SourceId != null && sources.Contains(article.SourceId.Value))
                        || article.AlsoIn.Any(id => sources.Contains(id))
                        || article.FoldedTopics.Any(topic => topics.Contains(topic)))))
            .Where(article => !db.Set<ArticleOffer>().Any(offer => offer.RoomId == salon && offer.ArticleId == article.Id))
            .OrderByDescending(article => article.FirstSeenAt)
            .Take(MostCandidates)
            .Select(article => new { article.Id, article.SourceId, article.AlsoIn, article.FoldedTopics, article.PublishedAt, article.FirstSeenAt, article.RelayedTo })
            .ToListAsync(cancellationToken);
        var candidates = articles.SelectMany(article => ((IEnumerable<long?>)[article.SourceId, .. article.AlsoIn.Select(id => (long?)id)]).Select(source =>
            new DigestCandidate(article.Id, source, article.FoldedTopics, article.PublishedAt, article.FirstSeenAt, false, article.RelayedTo == salon)));
        return DigestSelection.Choose(candidates, new DigestInterests(sources.ToHashSet(), topics.ToHashSet(StringComparer.Ordinal)), now);
    }

    /// <summary>The articles of these numbers, in their order, as a digest shows them.</summary>
    public async Task<IReadOnlyList<DigestArticle>> ArticlesAsync(BotDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var articles = await db.Set<Article>().AsNoTracking().Where(article => ids.Contains(article.Id)).ToDictionaryAsync(article => article.Id, cancellationToken);
        var sourceIds = articles.Values.Where(article => article.SourceId is not null).Select(article => article.SourceId!.Value).Distinct().ToList();
        var names = await db.Set<Source>().AsNoTracking().Where(source => sourceIds.Contains(source.Id)).ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        return [.. ids.Where(articles.ContainsKey).Select(id => Shown(articles[id], names))];
    }

    /// <summary>What a digest of these subscriptions is called.</summary>
    public string LabelOf(IReadOnlyList<Subscription> subscriptions) => subscriptions switch
    {
        [var one] => one.Label,
        [var one, var two] => texts.Format("Digests.LabelTwo", ("first", one.Label), ("second", two.Label)),
        [var one, ..] => texts.Format("Digests.LabelSeveral", ("first", one.Label), ("count", subscriptions.Count - 1)),
        _ => texts.Get("Digests.LabelNone"),
    };

    private DigestArticle Shown(Article article, Dictionary<long, string> names)
    {
        var date = article.PublishedAt is { } published && published < article.FirstSeenAt ? published : article.FirstSeenAt;
        var source = article.SourceId is { } id ? names.GetValueOrDefault(id, "") : texts.Get("Digests.Relayed");
        return new DigestArticle(article.Title, article.Link, source, LocalInstant.DateOf(date, options.Value.Zone), article.Summary ?? "");
    }
}
