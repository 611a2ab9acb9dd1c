using RupnBot.Bot.Messages;
using RupnBot.Bot.Outbox;
using RupnBot.Configuration;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Health;

/// <summary>Tells the operators of trouble in <c>Bot:AlertRoom</c>; without one the log and <c>/health</c> have to do.</summary>
public static class OperatorAlert
{
    /// <param name="db">The transaction.</param>
    /// <param name="options">Names the room.</param>
    /// <param name="text">In the operators' language; names no person.</param>
    /// <param name="key">Names the trouble: told once.</param>
    /// <param name="now">The instant of the transaction.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task AlertAsync(this BotDbContext db, BotOptions options, string text, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (options.AlertRoom is not { Length: > 0 } room) return;
        await db.QueueAsync(new OutgoingMessage(new RoomId(room), text.ToBody().ToMessage(notice: false)) { Key = key, Priority = RequestPriority.Background }, now, cancellationToken);
    }
}
