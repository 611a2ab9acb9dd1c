using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RupnBot.Campaigns.Records;
using RupnBot.Campaigns.Results;
using RupnBot.Storage;

namespace RupnBot.Benchmarks.Campaigns;

/// <summary>
/// <c>campagne resultats</c> over a hundred thousand votes in two thousand salons, each tenth of somebody who had voted elsewhere before; beside a
/// bare SQL count of the same rows, which knows neither the tie of two votes of one instant nor a spoiled one.
/// </summary>
internal static class CampaignBenchmark
{
    private const int Salons = 2000;
    private const int Goal = 200;

    private const string Bare = """
        SELECT Answers, count(*) FROM (SELECT Voter, Answers, max(Timestamp) FROM poll_ballots WHERE CampaignId = 1 GROUP BY Voter) GROUP BY Answers
        """;

    public static async Task RunAsync(int votes, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("rupnbot-campaign-");
        try
        {
            var builder = new DbContextOptionsBuilder<BotDbContext>();
            StorageRegistration.Configure(builder, Path.Combine(folder.FullName, "rupnbot.db"));
            await using var db = new BotDbContext(builder.Options);
            await db.Database.MigrateAsync();
            await db.Database.OpenConnectionAsync();
            var expected = await FillAsync(db, votes);
            var campaign = await db.Set<Campaign>().AsNoTracking().SingleAsync();
            await MeasureAsync(db, campaign, votes, rounds, expected, "while it runs");
            // Every poll has its end, later than its last vote: as at the close, when each vote is held against the end of its own poll.
            await db.Database.ExecuteSqlRawAsync("UPDATE polls SET CountedTo = 8000000000000");
            await MeasureAsync(db, campaign, votes, rounds, expected, "at its close");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(BotDbContext db, Campaign campaign, int votes, int rounds, (int Voters, int First) expected, string when)
    {
        var (ours, bare, work) = (new List<double>(), new List<double>(), new List<double>());
        using var process = Process.GetCurrentProcess();
        long allocated = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            process.Refresh();
            var worked = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            var report = await CampaignReports.OfAsync(db, campaign, CancellationToken.None);
            var time = watch.Elapsed.TotalMilliseconds;
            process.Refresh();
            var cpu = (process.TotalProcessorTime - worked).TotalMilliseconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (report.Tally.Voters != expected.Voters || report.Tally.Answers[0].Votes != expected.First) throw new InvalidOperationException($"Counted {report.Tally.Voters} and {report.Tally.Answers[0].Votes}, expected {expected}.");
            watch.Restart();
            if (await BareAsync(db) != expected.Voters) throw new InvalidOperationException("The bare count is wrong.");
            // The first of each only warms.
            if (round == 0) continue;
            ours.Add(time);
            work.Add(cpu);
            bare.Add(watch.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"campaign {when}: {votes} votes of {expected.Voters} people in {Salons} salons: resultats median {Median(ours):F0} ms (goal < {Goal}), slowest {ours.Max():F0} ms, of processor time {Median(work):F0} ms, allocating {allocated >> 10} KiB; bare SQL {Median(bare):F0} ms, ratio {Median(ours) / Median(bare):F2}; peak working set {process.PeakWorkingSet64 >> 20} MiB"));
    }

    private static async Task<(int Voters, int First)> FillAsync(BotDbContext db, int votes)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync($$"""
            INSERT INTO campaigns (Id, Key, State, Title, QuestionId, Content, Target, CreatedAt, StartedAt, EndsAt, Quorum, Reminders, Invited)
            VALUES (1, 'key', 1, 'Quelle formation ?', 'formation', '{"Question":"Quelle formation ?","Answers":["Pix","ENT","IA"],"IsSeveral":false}', '{}', 0, 0, 9000000000000, 50, 2, {{votes}})
            """.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        await db.Database.ExecuteSqlRawAsync($$"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{Salons}})
            INSERT INTO polls (Id, Key, CampaignId, CampaignKey, RoomId, SalonId, IsOwn, IsForOne, Form, Question, Answers, MaxSelections, OpenedAt, EndsAt, State, MissedVotes)
            SELECT i, 'key' || i, 1, 'key', '!room' || i || ':bench', '!room' || i || ':bench', 1, 0, 0, 'Quelle formation ?', '[]', 1, 0, 9000000000000, 1, 0 FROM n
            """.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        // In an order that is not that of the index, as votes come.
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var put = connection.CreateCommand();
        put.CommandText = "INSERT INTO poll_ballots (EventId, PollId, CampaignId, Voter, Timestamp, Answers, IsMark) VALUES ($event, $poll, 1, $voter, $at, $answers, 0)";
        foreach (var name in new[] { "$event", "$poll", "$voter", "$at", "$answers" }) put.Parameters.Add(new SqliteParameter { ParameterName = name });
        var random = new Random(20261127);
        var latest = new Dictionary<int, int>();
        for (var vote = 0; vote < votes; vote++)
        {
            var voter = vote % 10 == 9 ? random.Next(vote) : vote;
            var answer = 1 + random.Next(3);
            latest[voter] = answer;
            put.Parameters[0].Value = $"${random.NextInt64():x16}{vote:x8}AAAAAAAAAAAAAAAAAAA";
            put.Parameters[1].Value = 1 + random.Next(Salons);
            put.Parameters[2].Value = $"{unchecked((uint)voter * 2654435761u):x8}{voter:x14}";
            put.Parameters[3].Value = 1_790_000_000_000L + vote;
            put.Parameters[4].Value = $"[\"a{answer}\"]";
            await put.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return (latest.Count, latest.Count(pair => pair.Value == 1));
    }

    private static async Task<int> BareAsync(BotDbContext db)
    {
        await using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = Bare;
        var voters = 0;
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) voters += rows.GetInt32(1);
        return voters;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
