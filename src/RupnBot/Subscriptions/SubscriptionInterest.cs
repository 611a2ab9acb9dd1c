using RupnBot.Sources.Catalog;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>A salon reads a source that it subscribed to, or that publishes on a theme it subscribed to.</summary>
internal sealed class SubscriptionInterest : ISourceInterest
{
    public IQueryable<SourceReader> Readers(BotDbContext db) =>
        db.Set<Subscription>().Where(subscription => subscription.SourceId != null)
            .Select(subscription => new SourceReader { SourceId = subscription.SourceId!.Value, SalonId = subscription.RoomId })
            .Concat(
                from subscription in db.Set<Subscription>()
                from source in db.Set<Source>()
                where subscription.FoldedTopic != null && source.FoldedTopics.Contains(subscription.FoldedTopic)
                select new SourceReader { SourceId = source.Id, SalonId = subscription.RoomId });
}
