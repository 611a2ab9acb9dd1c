using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Digests.Slots;
using RupnBot.Matrix;
using RupnBot.Reach.Records;
using RupnBot.Sources.Archive;
using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Reach.Receiving;

/// <summary>The digests of a salon, with the sources and themes of what each showed.</summary>
internal sealed class DigestReach : IReachSource
{
    public async Task<IReadOnlyList<SentItem>> NewAsync(BotDbContext db, RoomId salon, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var sent = await db.Set<DigestSlot>().AsNoTracking().Where(slot => slot.RoomId == salon && slot.At > since)
            .Join(db.Set<OutboxMessage>().Where(row => row.EventId != null), slot => slot.OutboxId, row => row.Id, (slot, row) => new { slot.Id, slot.Label, slot.At, slot.Shown, row.EventId })
            .Where(one => !db.Set<ReachItem>().Any(item => item.EventId == one.EventId)).ToListAsync(cancellationToken);
        var items = new List<SentItem>(sent.Count);
        foreach (var digest in sent)
        {
            var articles = await db.Set<ArticleOffer>().AsNoTracking().Where(offer => offer.SlotId == digest.Id && offer.Position >= 0 && offer.Position < digest.Shown)
                .Join(db.Set<Article>(), offer => offer.ArticleId, article => article.Id, (offer, article) => new { article.SourceId, article.Topics }).ToListAsync(cancellationToken);
            var ids = articles.Select(article => article.SourceId).OfType<long>().Distinct().ToList();
            var sources = await db.Set<Source>().AsNoTracking().Where(source => ids.Contains(source.Id)).OrderBy(source => source.Id).Select(source => source.Name).ToListAsync(cancellationToken);
            items.Add(new SentItem(digest.EventId!.Value, ReachKind.Digest, digest.Label, digest.At, sources, Topic.Distinct(articles.SelectMany(article => article.Topics))));
        }

        return items;
    }
}
