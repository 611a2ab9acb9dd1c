using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Polls.Timeline;

/// <summary>MSC3381, "Closing a poll": its creator, or someone who may redact, by the room's present levels.</summary>
internal static class PollEnds
{
    /// <summary>Stores an end once, unless its sender may not end the poll or it was removed already.</summary>
    /// <returns>True when it is stored, now or before.</returns>
    public static async Task<bool> AddAsync(BotDbContext db, Poll poll, Room room, MatrixEvent end, UserId self, CancellationToken cancellationToken)
    {
        var isCreator = poll.IsOwn ? end.Sender == self : end.Sender == poll.Creator;
        if (!isCreator && !RoomRights.LevelsOf(room).CanRedact(end.Sender)) return false;
        if (await db.FindAsync<PollEndEvent>([end.EventId], cancellationToken) is not null) return true;
        if (await db.Set<SeenRedaction>().AnyAsync(redaction => redaction.EventId == end.EventId && redaction.RoomId == room.Id, cancellationToken)) return false;
        db.Add(new PollEndEvent { EventId = end.EventId, PollId = poll.Id, Timestamp = end.OriginServerTs });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
