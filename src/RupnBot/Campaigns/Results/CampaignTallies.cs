using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Records;
using RupnBot.Storage;
using SQLitePCL;

namespace RupnBot.Campaigns.Results;

/// <summary>
/// Counts the votes of a campaign over all its polls: of each person the latest ballot counts, in whatever salon it was cast; a ballot later than
/// the end of its own poll is void. The votes come out of the index in the order of the people and are looked at where SQLite has them: a hundred
/// thousand leave nothing behind.
/// </summary>
internal static class CampaignTallies
{
    // The index that holds all this begins with campaign, voter, time and event; CROSS keeps SQLite from beginning with the polls.
    private const string Votes = """
        SELECT b.Voter, b.PollId, b.Answers, b.IsMark, b.Timestamp, b.EventId FROM poll_ballots AS b CROSS JOIN polls AS p ON p.Id = b.PollId
        WHERE b.CampaignId = $campaign AND p.State <> 5 AND b.Timestamp <= coalesce(p.CountedTo, 9223372036854775807)
        ORDER BY b.Voter, b.Timestamp, b.EventId
        """;

    public static async Task<PollTally> CountAsync(BotDbContext db, long campaign, PollDefinition poll, PollForm form, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
            command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = Votes;
            command.Parameters.AddWithValue("$campaign", campaign);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var count = new CampaignCount(poll);
            if (form == PollForm.Native) ReadLatest(rows, count);
            else ReadHistories(rows, count);
            return count.ToTally();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // The last row of each person stands.
    private static void ReadLatest(SqliteDataReader rows, CampaignCount count)
    {
        Span<byte> voter = stackalloc byte[256];
        var length = -1;
        var vote = CampaignCount.None;
        while (rows.Read())
        {
            var next = raw.sqlite3_column_blob(rows.Handle, 0);
            if (length < 0 || !next.SequenceEqual(voter[..length]))
            {
                if (length >= 0) count.Add(vote);
                length = Math.Min(next.Length, voter.Length);
                next[..length].CopyTo(voter);
            }

            vote = count.VoteOf(raw.sqlite3_column_blob(rows.Handle, 2), rows.IsDBNull(2));
        }

        if (length >= 0) count.Add(vote);
    }

    // What one person did, in the order of time: the poll they touched last is theirs, and what stands there of them counts.
    private static void ReadHistories(SqliteDataReader rows, CampaignCount count)
    {
        var history = new List<(long Poll, Ballot Ballot)>();
        while (rows.Read())
        {
            var voter = rows.GetString(0);
            if (history.Count > 0 && history[0].Ballot.Voter != voter)
            {
                count.Add(history);
                history.Clear();
            }

            var answers = rows.IsDBNull(2) ? null : JsonSerializer.Deserialize<List<string>>(rows.GetString(2));
            history.Add((rows.GetInt64(1), new Ballot(new EventId(rows.GetString(5)), voter, rows.GetInt64(4), answers) { IsMark = rows.GetBoolean(3) }));
        }

        if (history.Count > 0) count.Add(history);
    }
}
