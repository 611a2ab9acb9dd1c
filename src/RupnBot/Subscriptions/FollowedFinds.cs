using Microsoft.EntityFrameworkCore;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Scheduling.Dates;
using RupnBot.Sources.Relaying;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>A find relayed to a salon without any subscription would never be said there: the salon is subscribed to its finds alone, at the usual hour.</summary>
internal sealed class FollowedFinds(SubscriptionBook book, SubscriptionText words, Texts texts) : IFindsFollower
{
    public async Task<string?> FollowAsync(BotDbContext db, RoomId salon, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.Set<Subscription>().AnyAsync(subscription => subscription.RoomId == salon && subscription.Kind != SubscriptionKind.Finds, cancellationToken)) return null;
        var target = SubscriptionTarget.Finds(texts.Get("Subscriptions.Finds"));
        if (await book.PutAsync(db, salon, target, new Cadence.Daily(book.Defaults.Time), by: null, now, cancellationToken) is not { } followed) return null;
        return texts.Format("Subscriptions.FindsFollowed", ("rhythm", words.RhythmInTerm(followed.Subscription)), ("first", words.Day(followed.First)));
    }
}
