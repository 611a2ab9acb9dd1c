using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Polls.Counting;
using RupnBot.Storage;

namespace RupnBot.Polls.Records;

/// <summary>Reads the votes of a poll by a plain statement: there may be thousands, and mapped rows cost several times the count itself.</summary>
internal static class StoredBallots
{
    public static async Task<IReadOnlyList<Ballot>> OfAsync(BotDbContext db, long poll, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
            command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = "SELECT EventId, Voter, Timestamp, Answers, IsMark FROM poll_ballots WHERE PollId = $poll";
            command.Parameters.AddWithValue("$poll", poll);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            return Read(rows);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // A poll has a handful of answers, so that its votes are few texts, each parsed once. Reading from SQLite never waits.
    private static List<Ballot> Read(SqliteDataReader rows)
    {
        var ballots = new List<Ballot>();
        var answers = new Dictionary<string, IReadOnlyList<string>?>(StringComparer.Ordinal);
        while (rows.Read())
        {
            IReadOnlyList<string>? chosen = null;
            if (!rows.IsDBNull(3) && rows.GetString(3) is { } text && !answers.TryGetValue(text, out chosen))
                answers.Add(text, chosen = JsonSerializer.Deserialize<List<string>>(text));
            ballots.Add(new Ballot(new EventId(rows.GetString(0)), rows.GetString(1), rows.GetInt64(2), chosen) { IsMark = rows.GetBoolean(4) });
        }

        return ballots;
    }
}
