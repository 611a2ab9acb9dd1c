using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace RupnBot.Campaigns.Results;

/// <summary>
/// The rows of a statement, looked at where SQLite has them and one column at a time: of a hundred thousand, a reader's checks and copies cost
/// more than to find and to count them.
/// </summary>
internal sealed class RawRows : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;

    /// <param name="connection">Open; its transaction, if there is one, is the statement's too.</param>
    /// <param name="sql">With one parameter.</param>
    /// <param name="parameter">Its value.</param>
    public RawRows(SqliteConnection connection, string sql, long parameter)
    {
        _connection = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
        Check(raw.sqlite3_bind_int64(_statement, 1, parameter));
    }

    /// <summary>False after the last row.</summary>
    public bool Next()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    /// <summary>Until the next row; empty for null.</summary>
    public ReadOnlySpan<byte> Text(int column) => raw.sqlite3_column_blob(_statement, column);

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection);
}
