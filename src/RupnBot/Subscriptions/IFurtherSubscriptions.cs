using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Subscriptions;

/// <summary>Something else a salon gets by itself, besides news.</summary>
/// <param name="Key">Which, to who knows it.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Line">What <c>abonnements</c> says of it.</param>
public sealed record FurtherSubscription(string Key, string Label, string Line);

/// <summary>A slice whose subscriptions stand beside those of news: shown by <c>abonnements</c>, ended by <c>desabonner</c>.</summary>
public interface IFurtherSubscriptions
{
    Task<IReadOnlyList<FurtherSubscription>> OfAsync(BotDbContext db, RoomId salon, DateTimeOffset now, CancellationToken cancellationToken);

    Task EndAsync(BotDbContext db, RoomId salon, string key, CancellationToken cancellationToken);
}
