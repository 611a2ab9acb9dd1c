using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Matrix;
using RupnBot.Storage;

namespace RupnBot.Bot.Rooms;

/// <summary>
/// Writes members with prepared statements: a first sync brings tens of thousands, which tracked entities would make many times slower.
/// Works inside the transaction of its context.
/// </summary>
internal sealed class MemberTable : IDisposable
{
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _remove;
    private readonly SqliteCommand _clear;

    public MemberTable(BotDbContext context)
    {
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        var transaction = (SqliteTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
        _put = Prepare(
            "INSERT INTO room_members (RoomId, UserId, IsJoined, DisplayName) VALUES ($room, $user, $joined, $name) " +
            "ON CONFLICT (RoomId, UserId) DO UPDATE SET IsJoined = excluded.IsJoined, DisplayName = excluded.DisplayName",
            "$room",
            "$user",
            "$joined",
            "$name");
        _remove = Prepare("DELETE FROM room_members WHERE RoomId = $room AND UserId = $user", "$room", "$user");
        _clear = Prepare("DELETE FROM room_members WHERE RoomId = $room", "$room");

        SqliteCommand Prepare(string sql, params ReadOnlySpan<string> names)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            foreach (var name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
            return command;
        }
    }

    public void Put(RoomId room, UserId user, bool isJoined, string? displayName)
    {
        _put.Parameters[0].Value = room.Value;
        _put.Parameters[1].Value = user.Value;
        _put.Parameters[2].Value = isJoined;
        _put.Parameters[3].Value = (object?)displayName ?? DBNull.Value;
        _put.ExecuteNonQuery();
    }

    public void Remove(RoomId room, UserId user)
    {
        _remove.Parameters[0].Value = room.Value;
        _remove.Parameters[1].Value = user.Value;
        _remove.ExecuteNonQuery();
    }

    public void Clear(RoomId room)
    {
        _clear.Parameters[0].Value = room.Value;
        _clear.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _put.Dispose();
        _remove.Dispose();
        _clear.Dispose();
    }
}
