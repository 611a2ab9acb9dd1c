using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Reach.Records;

namespace RupnBot.Reach.Receiving;

/// <summary>Reactions to what is measured, as they come and as they are taken back. They are never encrypted.</summary>
internal sealed class ReachReactions(ReaderPseudonyms pseudonyms) : ITimelineHandler
{
    public IReadOnlyCollection<string> EventTypes { get; } = [Matrix.EventTypes.Reaction, Matrix.EventTypes.Redaction];

    public bool IsRepeatable => true;

    public async Task HandleAsync(TimelineEvent timelineEvent, CancellationToken cancellationToken)
    {
        var (db, one) = (timelineEvent.Db, timelineEvent.Event);
        if (one.Redacts is { } removed)
        {
            await db.Database.ExecuteSqlAsync(
                $"DELETE FROM reach_reactions WHERE EventId = {removed.Value} AND EXISTS (SELECT 1 FROM reach_items WHERE Id = ItemId AND RoomId = {timelineEvent.Room.Id.Value})", cancellationToken);
            return;
        }

        if (timelineEvent.IsOwn || one.Content is not ReactionContent reaction) return;
        var item = await db.Set<ReachItem>().AsNoTracking().FirstOrDefaultAsync(item => item.EventId == reaction.Target && item.RoomId == timelineEvent.Room.Id && !item.IsClosed, cancellationToken);
        if (item is null) return;
        var salon = await db.Set<ReachSalon>().AsNoTracking().FirstAsync(salon => salon.RoomId == item.RoomId, cancellationToken);
        var reader = pseudonyms.Of(salon, one.Sender);
        if (await db.Set<ReachRefusal>().AnyAsync(refusal => refusal.RoomId == item.RoomId && refusal.Reader == reader, cancellationToken)) return;
        await db.Database.ExecuteSqlAsync($"INSERT INTO reach_reactions (EventId, ItemId, Reader) VALUES ({one.EventId.Value}, {item.Id}, {reader}) ON CONFLICT DO NOTHING", cancellationToken);
    }
}
