using Microsoft.EntityFrameworkCore;
using RupnBot.Digests.Slots;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Privacy;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>Who made a subscription is kept so that they can be told when it fails; the subscription itself is the salon's.</summary>
internal sealed class SubscriptionData(Texts texts) : IPersonalData
{
    public static readonly TimeSpan SlotsKept = TimeSpan.FromDays(400);

    public async Task<IReadOnlyList<string>> DescribeAsync(BotDbContext db, UserId user, CancellationToken cancellationToken)
    {
        var count = await db.Set<Subscription>().CountAsync(subscription => subscription.CreatedBy == user, cancellationToken);
        return count == 0 ? [] : [texts.Plural("Subscriptions.Data", count)];
    }

    public Task ForgetAsync(BotDbContext db, UserId user, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Set<Subscription>().Where(subscription => subscription.CreatedBy == user).ExecuteUpdateAsync(set => set.SetProperty(subscription => subscription.CreatedBy, (UserId?)null), cancellationToken);

    public async Task PurgeAsync(BotDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var offers = now - ArticleOffer.Kept;
        var slots = now - SlotsKept;
        await db.Set<ArticleOffer>().Where(offer => offer.At < offers).ExecuteDeleteAsync(cancellationToken);
        await db.Set<DigestSlot>().Where(slot => slot.At < slots).ExecuteDeleteAsync(cancellationToken);
    }
}
