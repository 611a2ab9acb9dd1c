using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Outbox;
using RupnBot.Bot.Sync;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Homeservers;
using RupnBot.Matrix;

namespace RupnBot.Benchmarks.EndToEnd;

/// <summary>At Tchap's pace of one request a second: a message to every salon in little more than a second each, while people get their answers.</summary>
internal static class PaceBenchmark
{
    private const int People = 3;

    public static async Task RunAsync(int salons)
    {
        await using var homeserver = await LocalHomeserver.StartAsync(throttle: false, CancellationToken.None);
        using var account = await homeserver.CreateUserAsync("robot", CancellationToken.None);
        Console.WriteLine($"opening {salons} salons…");
        var rooms = await Salons.OpenAsync(account, [], salons);
        var people = new List<(Colleague Person, string Chat)>();
        for (var i = 0; i < People; i++)
        {
            var person = await homeserver.CreateUserAsync($"personne{i}", CancellationToken.None);
            var chat = await person.OpenDirectChatAsync(account.UserId, CancellationToken.None);
            await account.JoinAsync(chat, CancellationToken.None);
            people.Add((person, chat));
        }

        await using var bot = await BenchBot.StartAsync(account, new Dictionary<string, string?> { ["Matrix:RequestsPerSecond"] = "1" });
        await bot.SyncAsync();
        using var stop = new CancellationTokenSource();
        var dispatcher = bot.Get<OutboxDispatcher>().RunAsync(stop.Token);
        var sync = bot.Get<SyncWorker>();
        await sync.StartAsync(CancellationToken.None);
        var watch = Stopwatch.StartNew();
        await bot.Database.WriteAsync(
            async db =>
            {
                foreach (var room in rooms)
                    await db.QueueAsync(
                        new OutgoingMessage(new RoomId(room), MessageContent.Text("Nouvelles du numérique")) { Priority = RequestPriority.Bulk }, TimeProvider.System.GetUtcNow(), CancellationToken.None);
            },
            CancellationToken.None);
        var answers = Task.WhenAll(people.Select((pair, i) => AskAsync(pair.Person, pair.Chat, i, salons)));
        while (await bot.Database.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(row => row.Priority == RequestPriority.Bulk && row.State != OutboxState.Sent), CancellationToken.None) > 0)
            await Task.Delay(50);
        var taken = watch.Elapsed.TotalSeconds;
        var waits = (await answers).SelectMany(wait => wait).Order().ToList();
        await sync.StopAsync(CancellationToken.None);
        await stop.CancelAsync();
        await dispatcher.ContinueWith(_ => { }, TaskScheduler.Default);
        Console.WriteLine($"pace: {salons} salons in {taken:F1} s at 1 request/s, {taken / salons:F3} s each (goal <= 1.02 with the {waits.Count} answers among them)");
        Console.WriteLine($"answers meanwhile: {waits.Count}, median {waits[waits.Count / 2]:F2} s, slowest {waits[^1]:F2} s (goal < 2 s + the turn of those asking at once)");
        foreach (var (person, _) in people) person.Dispose();
    }

    // Each asks twice, at moments of their own.
    private static async Task<List<double>> AskAsync(Colleague person, string chat, int index, int salons)
    {
        var waits = new List<double>();
        for (var round = 0; round < 2; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(salons / 3.0));
            await Task.Delay(TimeSpan.FromSeconds(0.2 * index));
            var watch = Stopwatch.StartNew();
            var before = (await person.ReadMessagesAsync(chat, CancellationToken.None)).Count;
            await person.SayAsync(chat, "statut", CancellationToken.None);
            while ((await person.ReadMessagesAsync(chat, CancellationToken.None)).Count < before + 2) await Task.Delay(20);
            waits.Add(watch.Elapsed.TotalSeconds);
        }

        return waits;
    }
}
