using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Sources.Relaying;

/// <summary>Sees to it that a salon hears of what was relayed to it. The slice of subscriptions knows how.</summary>
public interface IFindsFollower
{
    /// <returns>What whoever relayed should know of it; null when the salon has its digest anyway.</returns>
    Task<string?> FollowAsync(BotDbContext db, RoomId salon, DateTimeOffset now, CancellationToken cancellationToken);
}
