using Microsoft.EntityFrameworkCore;
using RupnBot.Bot.Health;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Operations.Alerts;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Operations.Alerts;

public sealed class TroubleAlertsTests
{
    private static readonly RoomId Alerts = new("!alerts:rupn.test");
    private static readonly Dictionary<string, string?> Settings = new() { ["Bot:AlertRoom"] = "!alerts:rupn.test" };

    [Fact]
    public async Task A_trouble_that_lasts_is_told_once_and_so_is_its_end()
    {
        await using var bench = await StartAsync();
        bench.Get<BotHealth>().Report(HealthTopics.Sync, HealthLevel.Unhealthy, "Timeout");
        for (var minute = 0; minute < 30; minute++) await TickAsync(bench);
        bench.Get<BotHealth>().Resolve(HealthTopics.Sync);
        bench.Get<BotHealth>().Synced();
        for (var minute = 0; minute < 3; minute++) await TickAsync(bench);
        Assert.Collection(
            await SaidAsync(bench),
            on => Assert.StartsWith("alert:sync:on:", on),
            over => Assert.StartsWith("alert:sync:over:", over));
    }

    [Fact]
    public async Task A_short_trouble_is_not_told()
    {
        await using var bench = await StartAsync();
        bench.Get<BotHealth>().Report(HealthTopics.Sync, HealthLevel.Unhealthy, "Timeout");
        for (var minute = 0; minute < 9; minute++) await TickAsync(bench);
        bench.Get<BotHealth>().Resolve(HealthTopics.Sync);
        for (var minute = 0; minute < 9; minute++) await TickAsync(bench);
        Assert.Empty(await SaidAsync(bench));
    }

    [Fact]
    public async Task A_restart_does_not_tell_it_again()
    {
        await using var before = await StartAsync();
        before.Get<BotHealth>().Report(HealthTopics.Sync, HealthLevel.Unhealthy, "Timeout");
        for (var minute = 0; minute < 12; minute++) await TickAsync(before);
        await using var after = await before.RestartAsync(Settings);
        after.Get<BotHealth>().Report(HealthTopics.Sync, HealthLevel.Unhealthy, "Timeout");
        for (var minute = 0; minute < 12; minute++) await TickAsync(after);
        Assert.Single(await SaidAsync(after));
    }

    [Fact]
    public async Task An_outbox_that_stands_still_makes_the_bot_unhealthy()
    {
        await using var bench = await StartAsync();
        await bench.Database.WriteAsync(
            db => db.QueueAsync(new OutgoingMessage(Alerts, MessageContent.Notice("x")), bench.Time.GetUtcNow(), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        for (var minute = 0; minute < 16; minute++) await TickAsync(bench);
        Assert.Equal(HealthTopics.Outbox, Assert.Single(bench.Get<BotHealth>().Troubles).Topic);
    }

    private static async Task<BotBench> StartAsync()
    {
        var bench = await BotBench.StartAsync(settings: Settings);
        await bench.SyncAsync(RoomBuilder.Joined(Alerts.Value, "Alertes", "@ops:rupn.test"));
        await bench.Database.WriteAsync(db => db.Set<OutboxMessage>().ExecuteDeleteAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        return bench;
    }

    private static async Task TickAsync(BotBench bench)
    {
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await bench.Get<TroubleAlerts>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> SaidAsync(BotBench bench) =>
        [.. (await bench.OutboxAsync()).Where(row => row.Key?.StartsWith("alert:sync:", StringComparison.Ordinal) ?? false).Select(row => row.Key!)];
}
