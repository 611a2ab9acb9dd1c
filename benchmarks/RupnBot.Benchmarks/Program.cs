using RupnBot.Benchmarks.Campaigns;
using RupnBot.Benchmarks.Crypto;
using RupnBot.Benchmarks.Digests;
using RupnBot.Benchmarks.Parsing;
using RupnBot.Benchmarks.EndToEnd;

// Each is a whole run beside what it is measured against; numbers of one machine at one moment, so only ratios are compared.
var size = args.Length > 1 && int.TryParse(args[1], out var given) ? given : (int?)null;
switch (args.FirstOrDefault())
{
    case "sends":
        await SendsBenchmark.RunAsync(size ?? 200, rounds: 9);
        return 0;
    case "feeds":
        FeedsBenchmark.Run(rounds: 7);
        return 0;
    case "crypto":
        RatchetsBenchmark.Run(rounds: 9);
        await SessionsBenchmark.RunAsync(size ?? 10_000, rounds: 9);
        return 0;
    case "digests":
        DigestsBenchmark.Run(articles: 50_000, digests: 10_000, rounds: 5);
        return 0;
    case "campaign":
        await CampaignBenchmark.RunAsync(size ?? 100_000, rounds: 9);
        return 0;
    case "votes":
        await VotesBenchmark.BySyncAsync(size ?? 5000);
        return 0;
    case "gap":
        await VotesBenchmark.ThroughGapAsync(size ?? 5000);
        return 0;
    case "pace":
        await PaceBenchmark.RunAsync(size ?? 450);
        return 0;
    case "initial-sync":
        await InitialSyncBenchmark.RunAsync(size ?? 1000, rounds: 3);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: RupnBot.Benchmarks feeds | digests | crypto [SESSIONS] | sends [SALONS] | votes [VOTES] | gap [VOTES] | campaign [VOTES] | pace [SALONS] | initial-sync [SALONS]");
        return 2;
}
