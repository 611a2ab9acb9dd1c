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
        var oldest = now - DigestSelection.OldestAge;
        var articles = await OfInterest(db, salon, subscriptions)
            .Where(article => article.FirstSeenAt >= oldest && !article.IsBacklog)
            .Where(article => !db.Set<ArticleOffer>().Any(offer => offer.RoomId == salon && offer.ArticleId == article.Id))
            .OrderByDescending(article => article.FirstSeenAt)
            .Take(MostCandidates)
            .ToListAsync(cancellationToken);
        var told = await ToldOtherwiseAsync(db, salon, articles, cancellationToken);
        var candidates = articles.Where(article => !told.Contains(article.Id)).SelectMany(article => CandidatesOf(article, salon));
        return DigestSelection.Choose(candidates, InterestsOf(subscriptions), now);
    }

    /// <summary>What is shown of these subscriptions, whenever it came and whoever had it.</summary>
    public static IQueryable<Article> OfInterest(BotDbContext db, RoomId salon, IReadOnlyList<Subscription> subscriptions)
    {
        var sources = subscriptions.Where(subscription => subscription.SourceId is not null).Select(subscription => subscription.SourceId!.Value).ToList();
        var topics = subscriptions.Where(subscription => subscription.FoldedTopic is not null).Select(subscription => subscription.FoldedTopic!).ToList();
        return db.Set<Article>().AsNoTracking().Where(article => article.RelayedTo == salon
            || (article.RelayedTo == null
                && ((article.SourceId != null && sources.Contains(article.SourceId.Value))
                    || article.AlsoIn.Any(id => sources.Contains(id))
                    || article.FoldedTopics.Any(topic => topics.Contains(topic)))));
    }

    /// <summary>Whether the filters of these subscriptions let an article through.</summary>
    public static bool IsOfInterest(Article article, RoomId salon, IReadOnlyList<Subscription> subscriptions)
    {
        var ways = CandidatesOf(article, salon).ToList();
        var sources = ways.Select(way => way.SourceId).ToList();
        return article.RelayedTo == salon || InterestsOf(subscriptions).Each.Any(interest => ways.Any(way => interest.Match(way, sources)));
    }

    private static DigestInterests InterestsOf(IReadOnlyList<Subscription> subscriptions) =>
        new([.. subscriptions.Select(subscription => new DigestInterest(subscription.SourceId, subscription.FoldedTopic, subscription.Filter?.ToInterest()))]);

    private static IEnumerable<DigestCandidate> CandidatesOf(Article article, RoomId salon)
    {
        var text = ArticleKeys.Words($"{article.Title} {article.Summary}");
        return ((IEnumerable<long?>)[article.SourceId, .. article.AlsoIn.Select(id => (long?)id)]).Select(source =>
            // A find is as new as the day it was relayed: a good tutorial may be two years old.
            new DigestCandidate(article.Id, source, article.FoldedTopics, article.SourceId is null ? null : article.PublishedAt, article.FirstSeenAt, false, article.RelayedTo == salon)
            {
                LinkKey = article.LinkKey, TitleKey = article.TitleKey, Text = text,
            });
    }

    /// <summary>Those of the articles that the salon had from another source: the same address, or the same title in the same week.</summary>
    private static async Task<HashSet<long>> ToldOtherwiseAsync(BotDbContext db, RoomId salon, List<Article> articles, CancellationToken cancellationToken)
    {
        var links = articles.Select(article => article.LinkKey).OfType<string>().ToList();
        var titles = articles.Select(article => article.TitleKey).OfType<string>().ToList();
        if (links.Count + titles.Count == 0) return [];
        var had = await db.Set<Article>().AsNoTracking()
            .Where(article => links.Contains(article.LinkKey!) || titles.Contains(article.TitleKey!))
            .Where(article => db.Set<ArticleOffer>().Any(offer => offer.RoomId == salon && offer.ArticleId == article.Id))
            .ToListAsync(cancellationToken);
        var told = new HashSet<long>();
        foreach (var article in articles)
        {
            var way = CandidatesOf(article, salon).First();
            if (had.Exists(other => SameNews.IsSame(CandidatesOf(other, salon).First(), way))) told.Add(article.Id);
        }

        return told;
    }

    /// <summary>The articles of these numbers, in their order, as a digest shows them.</summary>
    public async Task<IReadOnlyList<DigestArticle>> ArticlesAsync(
        BotDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken, IReadOnlyDictionary<long, IReadOnlyList<long>>? also = null)
    {
        var all = ids.Concat(also is null ? [] : ids.Where(also.ContainsKey).SelectMany(id => also[id])).ToList();
        var articles = await db.Set<Article>().AsNoTracking().Where(article => all.Contains(article.Id)).ToDictionaryAsync(article => article.Id, cancellationToken);
        var sourceIds = articles.Values.SelectMany(SourcesOf).Distinct().ToList();
        var names = await db.Set<Source>().AsNoTracking().Where(source => sourceIds.Contains(source.Id)).ToDictionaryAsync(source => source.Id, source => source.Name, cancellationToken);
        return [.. ids.Where(articles.ContainsKey).Select(id => Shown(articles[id], [.. (also?.GetValueOrDefault(id) ?? []).Where(articles.ContainsKey).Select(other => articles[other])], names))];
    }

    /// <summary>What a digest of these subscriptions is called.</summary>
    public string LabelOf(IReadOnlyList<Subscription> subscriptions) => subscriptions switch
    {
        [var one] => AtTheHead(one),
        [var one, var two] => texts.Format("Digests.LabelTwo", ("first", AtTheHead(one)), ("second", two.Label)),
        [var one, ..] => texts.Format("Digests.LabelSeveral", ("first", AtTheHead(one)), ("count", subscriptions.Count - 1)),
        _ => texts.Get("Digests.LabelNone"),
    };

    // A theme is a common noun and begins a heading here; a source is called what it is called.
    private string AtTheHead(Subscription subscription) =>
        subscription.FoldedTopic is null ? subscription.Label : string.Concat(subscription.Label[..1].ToUpper(texts.Culture), subscription.Label.AsSpan(1));

    private static IEnumerable<long> SourcesOf(Article article) => article.SourceId is { } id ? [id, .. article.AlsoIn] : article.AlsoIn;

    private DigestArticle Shown(Article article, IReadOnlyList<Article> also, Dictionary<long, string> names)
    {
        var date = article.PublishedAt is { } published && published < article.FirstSeenAt ? published : article.FirstSeenAt;
        var source = article.SourceId is { } id ? names.GetValueOrDefault(id, "") : texts.Get("Digests.Relayed");
        return new DigestArticle(article.Title, article.Link, source, LocalInstant.DateOf(date, options.Value.Zone), article.Summary ?? "")
        {
            AlsoIn = [.. article.AlsoIn.Concat(also.SelectMany(SourcesOf)).Distinct().Where(id => id != article.SourceId).Select(id => names.GetValueOrDefault(id, "")).Where(name => name.Length > 0)],
        };
    }
}
