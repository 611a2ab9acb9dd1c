using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RupnBot.Polls.Counting;
using RupnBot.Polls.Records;
using RupnBot.Storage;

namespace RupnBot.Campaigns.Results;

/// <summary>
/// Counts the votes of a campaign over all its polls: of each person the latest ballot counts, in whatever salon it was cast; a ballot later than
/// the end of its own poll is void. The votes come out of the index in the order of the people and are looked at where SQLite has them: a hundred
/// thousand leave nothing behind.
/// </summary>
internal static class CampaignTallies
{
    // All of it, and in this order, stands in one index. Columns not asked for are not taken out of it.
    private const string Latest = "SELECT Voter, Answers FROM poll_ballots WHERE CampaignId = ?1 ORDER BY Voter, Timestamp, EventId";
    private const string LatestUntilEnds = "SELECT Voter, Answers, PollId, Timestamp FROM poll_ballots WHERE CampaignId = ?1 ORDER BY Voter, Timestamp, EventId";
    private const string Histories = "SELECT Voter, Answers, PollId, Timestamp, IsMark, EventId FROM poll_ballots WHERE CampaignId = ?1 ORDER BY Voter, Timestamp, EventId";

    // To which instant votes count in each poll: to any while it runs, to none once it was taken back.
    private const string Ends = "SELECT Id, iif(State = 5, -1, coalesce(CountedTo, 9223372036854775807)) FROM polls WHERE CampaignId = ?1";

    public static async Task<PollTally> CountAsync(BotDbContext db, long campaign, PollDefinition poll, PollForm form, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            var ends = ReadEnds(connection, campaign);
            var count = new CampaignCount(poll);
            if (form != PollForm.Native) ReadHistories(connection, campaign, ends, count);
            // While none has ended no vote is late, and which poll it was cast in matters to nobody.
            else if (ends.Values.All(end => end == long.MaxValue)) ReadLatest(connection, campaign, count);
            else ReadLatest(connection, campaign, ends, count);
            return count.ToTally();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static Dictionary<long, long> ReadEnds(SqliteConnection connection, long campaign)
    {
        var ends = new Dictionary<long, long>();
        using var rows = new RawRows(connection, Ends, campaign);
        while (rows.Next()) ends.Add(rows.Number(0), rows.Number(1));
        return ends;
    }

    private static void ReadLatest(SqliteConnection connection, long campaign, CampaignCount count)
    {
        using var rows = new RawRows(connection, Latest, campaign);
        while (rows.Next()) count.Take(rows.Text(0), rows.Text(1));
        count.End();
    }

    private static void ReadLatest(SqliteConnection connection, long campaign, Dictionary<long, long> ends, CampaignCount count)
    {
        using var rows = new RawRows(connection, LatestUntilEnds, campaign);
        while (rows.Next())
            if (IsInTime(rows, ends)) count.Take(rows.Text(0), rows.Text(1));
        count.End();
    }

    // What one person did, in the order of time: the poll they touched last is theirs, and what stands there of them counts.
    private static void ReadHistories(SqliteConnection connection, long campaign, Dictionary<long, long> ends, CampaignCount count)
    {
        var history = new List<(long Poll, Ballot Ballot)>();
        using var rows = new RawRows(connection, Histories, campaign);
        while (rows.Next())
        {
            if (!IsInTime(rows, ends)) continue;
            var voter = Encoding.UTF8.GetString(rows.Text(0));
            if (history.Count > 0 && history[0].Ballot.Voter != voter)
            {
                count.Add(history);
                history.Clear();
            }

            var answers = rows.Text(1) is { IsEmpty: false } written ? JsonSerializer.Deserialize<List<string>>(written) : null;
            history.Add((rows.Number(2), new Ballot(new EventId(Encoding.UTF8.GetString(rows.Text(5))), voter, rows.Number(3), answers) { IsMark = rows.Number(4) != 0 }));
        }

        if (history.Count > 0) count.Add(history);
    }

    private static bool IsInTime(RawRows rows, Dictionary<long, long> ends) => ends.TryGetValue(rows.Number(2), out var end) && rows.Number(3) <= end;
}
