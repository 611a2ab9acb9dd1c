using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RupnBot.Bot.Rooms;
using RupnBot.Bot.Session;
using RupnBot.Configuration;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Operations.Doctor;

/// <summary>The operators' salon can be written to, as the bot last saw it.</summary>
internal sealed class AlertRoomCheck(Database database, IOptions<StorageOptions> storage, IOptions<BotOptions> bot, Texts texts) : ICheck
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        if (!RoomId.TryParse(bot.Value.AlertRoom, out var id)) return [new Finding(true, texts.Get("Doctor.NoAlertRoom"))];
        if (!File.Exists(storage.Value.DatabaseFile)) return [];
        try
        {
            return [await database.ReadAsync(db => LookAsync(db, id, cancellationToken), cancellationToken)];
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return [];
        }
    }

    private async Task<Finding> LookAsync(BotDbContext db, RoomId id, CancellationToken cancellationToken)
    {
        var room = await db.Set<Room>().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        var own = await db.Set<MatrixAccount>().Select(account => account.UserId).SingleOrDefaultAsync(cancellationToken);
        if (room is not { Membership: RoomMembership.Joined } || !UserId.TryParse(own, out var self)) return new Finding(false, texts.Get("Doctor.AlertRoomNotJoined"));
        var canWrite = RoomRights.LevelsOf(room).CanSend(self, EventTypes.Message);
        return new Finding(canWrite, texts.Get(canWrite ? "Doctor.AlertRoom" : "Doctor.AlertRoomMute"));
    }
}
