using RupnBot.Matrix;
using RupnBot.Reach.Records;
using RupnBot.Storage;

namespace RupnBot.Reach.Receiving;

/// <summary>Something that was sent to a salon and whose readers are to be counted.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">What it was about.</param>
/// <param name="SentAt">When it left.</param>
/// <param name="Sources">Whose news it told.</param>
/// <param name="Topics">On which themes.</param>
public sealed record SentItem(EventId EventId, ReachKind Kind, string Title, DateTimeOffset SentAt, IReadOnlyList<string> Sources, IReadOnlyList<string> Topics);

/// <summary>A kind of sending that knows what left.</summary>
public interface IReachSource
{
    /// <summary>What a salon was sent since an instant, its event known, and no row of <see cref="ReachItem"/> has yet.</summary>
    Task<IReadOnlyList<SentItem>> NewAsync(BotDbContext db, RoomId salon, DateTimeOffset since, CancellationToken cancellationToken);
}
