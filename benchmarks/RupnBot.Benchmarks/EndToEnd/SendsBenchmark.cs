using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Homeservers;
using RupnBot.Matrix;

namespace RupnBot.Benchmarks.EndToEnd;

/// <summary>Sends a second to many plain salons with pacing off, beside a bare HTTP loop that sends the same bytes with as many in flight.</summary>
internal static class SendsBenchmark
{
    private const int InFlight = 8;

    public static async Task RunAsync(int salons, int rounds)
    {
        await using var homeserver = await LocalHomeserver.StartAsync(throttle: false, CancellationToken.None);
        using var account = await homeserver.CreateUserAsync("robot", CancellationToken.None);
        var rooms = await Salons.OpenAsync(account, [], salons);
        await using var bot = await BenchBot.StartAsync(account, new Dictionary<string, string?> { ["Matrix:SendsInFlight"] = $"{InFlight}" });
        await bot.SyncAsync();
        using var stop = new CancellationTokenSource();
        var dispatcher = bot.Get<OutboxDispatcher>().RunAsync(stop.Token);
        await BareAsync(account, [.. rooms.Take(20)], "warm");
        await OutboxAsync(bot, [.. rooms.Take(20)]);

        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            // Which goes first alternates, so that what the server has warmed for one serves the other.
            var (bare, outbox) = round % 2 == 0
                ? (await BareAsync(account, rooms, $"r{round}"), await OutboxAsync(bot, rooms))
                : Swap(await OutboxAsync(bot, rooms), await BareAsync(account, rooms, $"r{round}"));
            ratios.Add(bare / outbox);
            Console.WriteLine($"round {round + 1}: bare {salons / bare:F1}/s, outbox {salons / outbox:F1}/s, ratio {bare / outbox:F2}");
        }

        await stop.CancelAsync();
        await dispatcher.ContinueWith(_ => { }, TaskScheduler.Default);
        Console.WriteLine($"sends: median ratio {Median(ratios):F2} (goal >= 0.95), {InFlight} in flight, {salons} salons");
    }

    private static async Task<double> BareAsync(Colleague account, IReadOnlyList<string> rooms, string round)
    {
        using var http = new HttpClient { BaseAddress = account.Homeserver };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.AccessToken);
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(rooms, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (room, cancellationToken) =>
        {
            var path = $"_matrix/client/v3/rooms/{Uri.EscapeDataString(room)}/send/m.room.message/bare-{round}";
            // As the outbox writes it: a server checks m.mentions, which costs it a tenth of the whole request.
            var json = Content.WithExtra(OutboxMessage.MarkerKey, $"rb{Guid.CreateVersion7():N}").ToJsonString();
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            using var response = await http.PutAsync(path, content, cancellationToken);
            response.EnsureSuccessStatusCode();
        });
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> OutboxAsync(BenchBot bot, IReadOnlyList<string> rooms)
    {
        var watch = Stopwatch.StartNew();
        await bot.Database.WriteAsync(
            async db =>
            {
                foreach (var room in rooms)
                    await db.QueueAsync(
                        new OutgoingMessage(new RoomId(room), Content) { Priority = RequestPriority.Bulk }, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            },
            CancellationToken.None);
        // Asked of SQLite itself: what the asking costs is no work of the outbox.
        await using var connection = new SqliteConnection(await bot.Database.ReadAsync(db => Task.FromResult(db.Database.GetConnectionString()), CancellationToken.None));
        await connection.OpenAsync();
        await using var unsent = connection.CreateCommand();
        unsent.CommandText = $"SELECT EXISTS (SELECT 1 FROM outbox WHERE State <> {(int)OutboxState.Sent})";
        while ((long)(await unsent.ExecuteScalarAsync())! != 0) await Task.Delay(20);
        return watch.Elapsed.TotalSeconds;
    }

    private static MessageContent Content => MessageContent.Text("Nouvelles du numérique : trois articles cette semaine, à lire avant la réunion de jeudi.");

    private static (double, double) Swap(double outbox, double bare) => (bare, outbox);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
