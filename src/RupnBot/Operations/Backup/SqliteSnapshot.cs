using System.Globalization;
using Microsoft.Data.Sqlite;

namespace RupnBot.Operations.Backup;

/// <summary>Copies of the database in one file, and whether such a file is whole.</summary>
internal static class SqliteSnapshot
{
    /// <summary>A consistent copy while the bot writes: SQLite's online backup, all pages in one step, so that a busy writer cannot start it over.</summary>
    public static void Copy(string database, string copy)
    {
        using var from = Open(database, SqliteOpenMode.ReadWrite);
        using var to = Open(copy, SqliteOpenMode.ReadWriteCreate);
        from.BackupDatabase(to);
        // The bot goes on with the ratchets it has: whoever opens the copy must see that it is one, even if no start lies between. Every count of
        // starts that the homeserver may tell is above this one.
        Execute(to, "UPDATE crypto_account SET Generation = -1");
        // The copy says "WAL" as its original did; as one file it must need no companion.
        Execute(to, "PRAGMA journal_mode=DELETE");
    }

    /// <summary>Makes a copy what the bot expects: EF first opens a database for reading only, and cannot turn the write-ahead log on then.</summary>
    public static void PrepareForUse(string copy)
    {
        using var connection = Open(copy, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA journal_mode=WAL");
    }

    /// <summary>What is wrong with the file; null when nothing is.</summary>
    public static string? Fault(string file)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            if (Execute(connection, "PRAGMA integrity_check(1)") != "ok") return "its database is damaged";
            return Execute(connection, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'") == "1" ? null : "its database is not RupnBot's";
        }
        catch (SqliteException)
        {
            return "its database cannot be read";
        }
    }

    /// <summary>The migrations it has been through.</summary>
    public static IReadOnlyList<string> Migrations(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory";
        using var reader = command.ExecuteReader();
        var all = new List<string>();
        while (reader.Read()) all.Add(reader.GetString(0));
        return all;
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static string? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
