using System.Diagnostics;
using System.Net.Http.Headers;
using RupnBot.Bot.Sync;
using RupnBot.Demo;
using RupnBot.Demo.Colleagues;
using RupnBot.Demo.Homeservers;
using RupnBot.Demo.Processes;

namespace RupnBot.Benchmarks.EndToEnd;

/// <summary>
/// The first sync of many salons, handled and committed, beside reading the same answer alone; then the resident memory of the bot's process
/// once it idles with them, and the time from process start to the first incremental sync handled with the token stored.
/// </summary>
internal static class InitialSyncBenchmark
{
    public static async Task RunAsync(int salons, int rounds)
    {
        await using var homeserver = await LocalHomeserver.StartAsync(throttle: false, CancellationToken.None);
        using var account = await homeserver.CreateUserAsync("robot", CancellationToken.None);
        var members = new List<Colleague>();
        for (var i = 0; i < 3; i++) members.Add(await homeserver.CreateUserAsync($"membre{i}", CancellationToken.None));
        Console.WriteLine($"opening {salons} salons of {members.Count + 1} members…");
        await Salons.OpenAsync(account, members, salons);

        var ratios = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            // Synapse keeps the answer to a sync for a while, so that each reading gets its own question: filters that differ by an unused type.
            await ReadAloneAsync(account, $"warm{round}");
            var alone = await ReadAloneAsync(account, $"alone{round}");
            await using var bot = await BenchBot.StartAsync(account);
            var watch = Stopwatch.StartNew();
            await bot.SyncAsync();
            var handled = watch.Elapsed.TotalSeconds;
            ratios.Add(handled / alone);
            Console.WriteLine($"round {round + 1}: read alone {alone:F2} s, handled and committed {handled:F2} s, ratio {handled / alone:F2}");
        }

        Console.WriteLine($"initial sync: median ratio {ratios.Order().ElementAt(ratios.Count / 2):F2} (goal <= 1.3), {salons} salons");
        await ProcessAsync(account, salons);
    }

    private static async Task<double> ReadAloneAsync(Colleague account, string mark)
    {
        using var http = new HttpClient { BaseAddress = account.Homeserver, Timeout = TimeSpan.FromMinutes(5) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", account.AccessToken);
        var filter = SyncFilter.For(null).Replace("\"timeline\":{\"types\":[", $"\"timeline\":{{\"types\":[\"org.example.{mark}\",", StringComparison.Ordinal);
        var watch = Stopwatch.StartNew();
        await http.GetByteArrayAsync($"_matrix/client/v3/sync?timeout=0&filter={Uri.EscapeDataString(filter)}");
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task ProcessAsync(Colleague account, int salons)
    {
        Console.WriteLine($"the bot's process: {(Path.GetExtension(Checkout.Bot) == ".dll" ? "as built, its code compiled at each start" : "as installed")}");
        var folder = Directory.CreateTempSubdirectory("rupnbot-bench-").FullName;
        await using var bot = await BotProcess.StartAsync(new BotSettings(account.Homeserver, account.LocalPart, account.Password, folder), CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(45));
        Console.WriteLine($"memory: {ResidentMegabytes(bot.ProcessId!.Value):F0} MB resident, idle for 45 s with {salons} salons after their first sync (goal <= 120)");
        var starts = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await bot.StopAsync(CancellationToken.None);
            var watch = Stopwatch.StartNew();
            bot.Launch();
            await bot.WaitUntilReadyAsync(null, CancellationToken.None);
            starts.Add(watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine($"start: {starts.Order().ElementAt(2):F2} s median of 5 from process start to the first incremental sync handled, token stored (goal < 2)");
        await Task.Delay(TimeSpan.FromSeconds(45));
        Console.WriteLine($"memory: {ResidentMegabytes(bot.ProcessId!.Value):F0} MB resident, idle for 45 s with {salons} salons after a restart (goal <= 120)");
        await bot.StopAsync(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }

    private static double ResidentMegabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024;
    }
}
