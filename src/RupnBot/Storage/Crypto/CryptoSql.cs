using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Matrix;

namespace RupnBot.Storage.Crypto;

/// <summary>Prepared statements on a context's own connection, and inside its transaction; each is prepared once a context.</summary>
internal sealed class CryptoSql(BotDbContext context)
{
    private static readonly ConditionalWeakTable<BotDbContext, CryptoSql> Open = [];

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public static CryptoSql Of(BotDbContext context) => Open.GetValue(context, static found => new CryptoSql(found));

    public void Run(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    public List<T> Read<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>A list for <c>json_each</c>: any number of values in one parameter.</summary>
    public static string List(IEnumerable<string> values) => JsonSerializer.Serialize(values);

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            context.Database.OpenConnection();
            command = ((SqliteConnection)context.Database.GetDbConnection()).CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            _commands.Add(sql, command);
        }

        command.Transaction = (SqliteTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = Value(values[i]);
        return command;
    }

    private static object Value(object? value) => value switch
    {
        null => DBNull.Value,
        RoomId room => room.Value,
        UserId user => user.Value,
        EventId eventId => eventId.Value,
        DeviceId device => device.Value,
        DateTimeOffset instant => instant.ToUnixTimeMilliseconds(),
        Enum name => Convert.ToInt32(name, System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };
}

/// <summary>Columns by position, as the records want them.</summary>
internal static class CryptoColumns
{
    public static string? Text(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static byte[] Blob(this SqliteDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    public static DateTimeOffset Instant(this SqliteDataReader reader, int column) => Instants.FromUnixMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? MaybeInstant(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Instant(column);
}
