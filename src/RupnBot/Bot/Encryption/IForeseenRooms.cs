using RupnBot.Bot.Rooms;
using RupnBot.Storage;

namespace RupnBot.Bot.Encryption;

/// <summary>A slice that knows where it will soon write: the keys are shared ahead, so that the message itself costs one request.</summary>
public interface IForeseenRooms
{
    /// <summary>Encrypted rooms it will soon write in.</summary>
    Task<IReadOnlyList<Room>> SoonAsync(BotDbContext db, CancellationToken cancellationToken);
}
