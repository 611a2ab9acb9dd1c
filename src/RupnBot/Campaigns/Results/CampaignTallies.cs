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
    // All of it, and in this order, stands in one index.
    private const string Votes = """
        SELECT Voter, PollId, Answers, IsMark, Timestamp, EventId FROM poll_ballots WHERE CampaignId = $campaign ORDER BY Voter, Timestamp, EventId
        """;

    // To which instant votes count in each poll; a poll that was taken back counts for nothing.
    private const string Ends = "SELECT Id, coalesce(CountedTo, 9223372036854775807) FROM polls WHERE CampaignId = $campaign AND State <> 5";

    public static async Task<PollTally> CountAsync(BotDbContext db, long campaign, PollDefinition poll, PollForm form, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var ends = await EndsAsync(db, campaign, cancellationToken);
            await using var command = Command(db, Votes, campaign);
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var count = new CampaignCount(poll);
            if (form == PollForm.Native) ReadLatest(rows, ends, count);
            else ReadHistories(rows, ends, count);
            return count.ToTally();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static SqliteCommand Command(BotDbContext db, string text, long campaign)
    {
        var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = text;
        command.Parameters.AddWithValue("$campaign", campaign);
        return command;
    }

    private static async Task<Dictionary<long, long>> EndsAsync(BotDbContext db, long campaign, CancellationToken cancellationToken)
    {
        var ends = new Dictionary<long, long>();
        await using var command = Command(db, Ends, campaign);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken)) ends.Add(rows.GetInt64(0), rows.GetInt64(1));
        return ends;
    }

    private static bool IsVoid(SqliteDataReader rows, Dictionary<long, long> ends) =>
        !ends.TryGetValue(raw.sqlite3_column_int64(rows.Handle, 1), out var end) || raw.sqlite3_column_int64(rows.Handle, 4) > end;

    // The last row of each person stands.
    private static void ReadLatest(SqliteDataReader rows, Dictionary<long, long> ends, CampaignCount count)
    {
        Span<byte> voter = stackalloc byte[256];
        var length = -1;
        var vote = CampaignCount.None;
        while (rows.Read())
        {
            if (IsVoid(rows, ends)) continue;
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
    private static void ReadHistories(SqliteDataReader rows, Dictionary<long, long> ends, CampaignCount count)
    {
        var history = new List<(long Poll, Ballot Ballot)>();
        while (rows.Read())
        {
            if (IsVoid(rows, ends)) continue;
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
