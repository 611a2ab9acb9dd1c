using RupnBot.Bot.Rooms;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Outbox;

/// <summary>Whoever asked for a message that will never leave is told, once, and where they can read it.</summary>
internal static class UnsentNotice
{
    public static async Task TellUnsentAsync(this BotDbContext db, OutboxMessage row, Func<string, EventContent> explain, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.TellRoomId is not { } tell || tell == row.RoomId) return;
        var room = await db.FindAsync<Room>([row.RoomId], cancellationToken);
        await db.QueueAsync(new OutgoingMessage(tell, explain(room?.Name ?? row.RoomId.Value)) { Key = $"refused:{row.Id}" }, now, cancellationToken);
    }
}
