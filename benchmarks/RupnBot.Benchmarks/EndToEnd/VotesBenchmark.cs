using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Session;
using RupnBot.Bot.Sync;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Homeservers;
using RupnBot.Matrix;
using RupnBot.Polls.Records;

namespace RupnBot.Benchmarks.EndToEnd;

/// <summary>
/// Waiting votes, from the first request to stored and counted, beside reading the same pages alone: many salons through one /sync, and one
/// salon through a gap, as after a lesson or a night without the bot.
/// </summary>
internal static class VotesBenchmark
{
    private const int VotesInSalon = 50;
    private const int Rounds = 5;
    private const int GapRounds = 3;
    private const int Voters = 10;

    public static async Task BySyncAsync(int votes)
    {
        await using var homeserver = await LocalHomeserver.StartAsync(throttle: false, CancellationToken.None);
        using var account = await homeserver.CreateUserAsync("robot", CancellationToken.None);
        using var voter = await homeserver.CreateUserAsync("collegue", CancellationToken.None);
        var salons = votes / VotesInSalon;
        Console.WriteLine($"opening {salons} salons…");
        var rooms = await Salons.OpenAsync(account, [voter], salons);
        await using var bot = await BenchBot.StartAsync(account);
        await bot.SyncAsync();
        // The path once walked: a bot that has run for a while has its code compiled.
        await RoundAsync(0);
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++) ratios.Add(await RoundAsync(round));
        Console.WriteLine($"votes by /sync: median ratio {ratios.Order().ElementAt(Rounds / 2):F2} (goal <= 1.2)");

        async Task<double> RoundAsync(int round)
        {
            // Polls of its own: votes of the rounds before would be counted again.
            var polls = await OpenPollsAsync(bot, account, rooms);
            await VoteAsync(voter, rooms, polls, VotesInSalon);
            var since = await PositionAsync(bot);
            await ReadSyncAsync(account, since, $"warm{round}");
            var before = await ReadSyncAsync(account, since, $"before{round}");
            var watch = Stopwatch.StartNew();
            await bot.SyncAsync();
            var stored = watch.Elapsed.TotalSeconds;
            await CountAsync(bot, polls, expectedVoters: 1);
            var handled = watch.Elapsed.TotalSeconds;
            var after = await ReadSyncAsync(account, since, $"after{round}");
            var alone = (before + after) / 2;
            Console.WriteLine($"votes by /sync, round {round} ({salons} × {VotesInSalon}): stored {stored:F2} s, and counted {handled:F2} s, reading alone {alone:F2} s ({before:F2}, {after:F2}), ratio {handled / alone:F2}");
            return handled / alone;
        }
    }

    public static async Task ThroughGapAsync(int votes)
    {
        await using var homeserver = await LocalHomeserver.StartAsync(throttle: false, CancellationToken.None);
        using var account = await homeserver.CreateUserAsync("robot", CancellationToken.None);
        var voters = new List<Colleague>();
        for (var i = 0; i < Voters; i++) voters.Add(await homeserver.CreateUserAsync($"collegue{i}", CancellationToken.None));
        var rooms = await Salons.OpenAsync(account, voters, 1);
        await using var bot = await BenchBot.StartAsync(account);
        await bot.SyncAsync();
        // As long a gap once before, unmeasured: a bot that has run for a while has its code compiled.
        await RoundAsync("warm-up");
        var ratios = new List<double>();
        for (var round = 1; round <= GapRounds; round++) ratios.Add(await RoundAsync($"round {round}"));
        Console.WriteLine($"votes through a gap: median ratio {ratios.Order().ElementAt(GapRounds / 2):F2} (goal <= 1.2)");

        async Task<double> RoundAsync(string name)
        {
            var polls = await OpenPollsAsync(bot, account, rooms);
            await bot.SyncAsync();
            await Parallel.ForEachAsync(voters, async (voter, _) => await VoteAsync(voter, rooms, polls, votes / voters.Count));
            await bot.SyncAsync();
            var gap = await bot.Database.ReadAsync(db => db.Set<TimelineGap>().SingleAsync(), CancellationToken.None);
            await ReadPagesAsync(account, gap);
            var before = await ReadPagesAsync(account, gap);
            var watch = Stopwatch.StartNew();
            await bot.Get<GapFiller>().FillAsync(gap, CancellationToken.None);
            await CountAsync(bot, polls, expectedVoters: voters.Count);
            var handled = watch.Elapsed.TotalSeconds;
            var after = await ReadPagesAsync(account, gap);
            var alone = (before + after) / 2;
            Console.WriteLine($"votes through a gap, {name} (1 × {votes}): stored and counted {handled:F2} s, reading alone {alone:F2} s ({before:F2}, {after:F2}), ratio {handled / alone:F2}");
            return handled / alone;
        }
    }

    private static async Task<IReadOnlyList<string>> OpenPollsAsync(BenchBot bot, Colleague account, IReadOnlyList<string> rooms)
    {
        var starts = new List<string>();
        foreach (var room in rooms) starts.Add(await account.StartPollAsync(room, "Quel thème ?", ["Tablettes", "Pix"], CancellationToken.None));
        var now = TimeProvider.System.GetUtcNow();
        await bot.Database.WriteAsync(
            db =>
            {
                for (var i = 0; i < rooms.Count; i++)
                {
                    db.Add(new Poll
                    {
                        Key = $"bench-{rooms[i]}-{starts[i]}",
                        RoomId = new RoomId(rooms[i]),
                        SalonId = new RoomId(rooms[i]),
                        StartEvent = new EventId(starts[i]),
                        IsOwn = true,
                        Question = "Quel thème ?",
                        Answers = PollDefinitions.Write([new PollAnswer("a1", "Tablettes"), new PollAnswer("a2", "Pix")]),
                        OpenedAt = now,
                        EndsAt = now.AddDays(7),
                        State = PollState.Open,
                    });
                }

                return Task.CompletedTask;
            },
            CancellationToken.None);
        await bot.SyncAsync();
        return starts;
    }

    private static Task VoteAsync(Colleague voter, IReadOnlyList<string> rooms, IReadOnlyList<string> polls, int each) =>
        Parallel.ForAsync(0, rooms.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancellationToken) =>
        {
            for (var vote = 0; vote < each; vote++) await voter.VoteAsync(rooms[i], polls[i], [vote % 2 == 0 ? "a1" : "a2"], cancellationToken);
        });

    private static async Task CountAsync(BenchBot bot, IReadOnlyList<string> polls, int expectedVoters)
    {
        var starts = polls.Select(start => (EventId?)new EventId(start)).ToHashSet();
        var self = bot.Get<BotSession>().Self;
        var reports = await bot.Database.ReadAsync(
            async db =>
            {
                var all = new List<int>();
                foreach (var poll in await db.Set<Poll>().Where(poll => starts.Contains(poll.StartEvent)).ToListAsync()) all.Add((await PollCounts.ReportAsync(db, poll, self, CancellationToken.None)).Tally.Voters);
                return all;
            },
            CancellationToken.None);
        if (reports.Count != polls.Count || reports.Any(voters => voters != expectedVoters)) throw new InvalidOperationException("The count is wrong: " + string.Join(' ', reports));
    }

    private static Task<string?> PositionAsync(BenchBot bot) =>
        bot.Database.ReadAsync(db => db.Set<SyncPosition>().Select(position => position.NextBatch).SingleAsync(), CancellationToken.None);

    private static async Task<double> ReadSyncAsync(Colleague account, string? since, string mark)
    {
        using var http = Http(account);
        var filter = SyncFilter.For(since).Replace("\"timeline\":{\"types\":[", $"\"timeline\":{{\"types\":[\"org.example.{mark}\",", StringComparison.Ordinal);
        var watch = Stopwatch.StartNew();
        await http.GetByteArrayAsync($"_matrix/client/v3/sync?timeout=0&since={since}&filter={Uri.EscapeDataString(filter)}");
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> ReadPagesAsync(Colleague account, TimelineGap gap)
    {
        using var http = Http(account);
        var watch = Stopwatch.StartNew();
        var from = gap.From;
        while (true)
        {
            var path = $"_matrix/client/v3/rooms/{Uri.EscapeDataString(gap.RoomId.Value)}/messages?dir=b&limit=100&from={from}&to={gap.To}&filter={Uri.EscapeDataString(SyncFilter.Timeline)}";
            using var page = JsonDocument.Parse(await http.GetByteArrayAsync(path));
            if (!page.RootElement.TryGetProperty("end", out var end) || page.RootElement.GetProperty("chunk").GetArrayLength() == 0) break;
            from = end.GetString()!;
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static HttpClient Http(Colleague account)
    {
        var http = new HttpClient { BaseAddress = account.Homeserver, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.AccessToken);
        return http;
    }
}
