using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Newsletters;
using RupnBot.Newsletters.Records;
using RupnBot.Reach.Records;
using RupnBot.Storage;

namespace RupnBot.Reach.Receiving;

/// <summary>Letters, in the salons that measure; and what is told of them to the editor who follows one: a sum, nothing of any salon alone.</summary>
internal sealed class LetterReach(Texts texts) : IReachSource, ILetterFollowUp
{
    public async Task<IReadOnlyList<SentItem>> NewAsync(BotDbContext db, RoomId salon, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // By its row in the outbox: the event is known there as soon as it came back, and receipts come right after it.
        var sent = await db.Set<NewsletterDelivery>().AsNoTracking().Where(delivery => delivery.RoomId == salon)
            .Join(db.Set<OutboxMessage>().Where(row => row.EventId != null && row.CreatedAt > since), delivery => delivery.TextId, row => row.Id, (delivery, row) => new { delivery.NewsletterId, row.EventId, row.CreatedAt, row.FirstAttemptAt })
            .Join(db.Set<Newsletter>(), one => one.NewsletterId, letter => letter.Id, (one, letter) => new { one.EventId, one.CreatedAt, one.FirstAttemptAt, letter.Title })
            .Where(one => !db.Set<ReachItem>().Any(item => item.EventId == one.EventId)).ToListAsync(cancellationToken);
        return [.. sent.Select(one => new SentItem(one.EventId!.Value, ReachKind.Letter, one.Title, one.FirstAttemptAt ?? one.CreatedAt, [], []))];
    }

    public async Task<IReadOnlyList<string>> LinesAsync(BotDbContext db, Newsletter letter, CancellationToken cancellationToken)
    {
        var items = db.Set<ReachItem>().Where(item => item.Kind == ReachKind.Letter && item.Members >= ReachItem.LeastMembers
            && db.Set<NewsletterDelivery>().Any(delivery => delivery.NewsletterId == letter.Id && delivery.EventId == item.EventId));
        var figures = await ReachBook.FiguresAsync(db, items, cancellationToken);
        if (figures.Count == 0) return [];
        var (readers, members, reactions) = (figures.Sum(figure => figure.Readers), figures.Sum(figure => figure.Item.Members), figures.Sum(figure => figure.Reactions));
        var percent = (int)Math.Round(100.0 * readers / members, MidpointRounding.AwayFromZero);
        return [texts.Plural("Reach.OfLetter", readers, ("members", members), ("percent", percent), ("salons", figures.Count), ("reactions", reactions))];
    }
}
