using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
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
            using var response = await http.PutAsJsonAsync(path, new { msgtype = "m.text", body = Body }, cancellationToken);
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
                        new OutgoingMessage(new RoomId(room), MessageContent.Text(Body)) { Priority = RequestPriority.Bulk }, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            },
            CancellationToken.None);
        // Rarely: to ask is work of this process too.
        while (await bot.Database.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(row => row.State != OutboxState.Sent), CancellationToken.None)) await Task.Delay(50);
        return watch.Elapsed.TotalSeconds;
    }

    private const string Body = "Nouvelles du numérique : trois articles cette semaine, à lire avant la réunion de jeudi.";

    private static (double, double) Swap(double outbox, double bare) => (bare, outbox);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
