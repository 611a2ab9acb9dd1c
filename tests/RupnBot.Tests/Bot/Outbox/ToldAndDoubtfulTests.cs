using RupnBot.Bot.Outbox;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Outbox;

public sealed class ToldAndDoubtfulTests
{
    private const string Anne = "@anne:rupn.test";
    private const string Device = "BENCH";
    private static readonly RoomId Salon = new("!salon:rupn.test");
    private static readonly RoomId Chat = new("!chat:rupn.test");
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_in_a_salon_where_the_answer_is_refused_is_told_in_private()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne), RoomBuilder.Direct(Chat.Value, Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", bench.Time.GetUtcNow()));

        Assert.Equal(Chat, (await bench.OutboxAsync()).Single(row => row.RoomId == Salon).TellRoomId);
    }

    [Fact]
    public async Task What_was_attempted_with_a_login_the_server_ended_is_looked_for_first_though_the_device_has_the_same_name()
    {
        await using var bench = await BotBench.StartAsync();
        await bench.SyncAsync(RoomBuilder.Joined(Salon.Value, "Profs", Anne));
        await bench.SyncAsync(new RoomBuilder(Salon).Says(Anne, "!statut", bench.Time.GetUtcNow()));
        var accounts = bench.Get<AccountStore>();
        await accounts.LoadAsync("http://127.0.0.1:9/", Cancel);
        var store = bench.Get<OutboxStore>();
        Assert.False(Assert.Single(await store.StepAsync([], 1, [], Device, Cancel)).IsDoubtful);

        await accounts.ForgetTokenAsync(Cancel);

        Assert.True(Assert.Single(await store.StepAsync([], 1, [], Device, Cancel)).IsDoubtful);
    }
}
