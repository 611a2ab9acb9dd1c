using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RupnBot.Bot.Session;
using RupnBot.Bot.Sync;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Session;

/// <summary>The engine before a server that answers as no homeserver should, over a real socket.</summary>
public sealed class HostileServerTests : IAsyncLifetime
{
    private readonly WebApplication _server = Server();
    private int _pages;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server.MapGet("/_matrix/client/v3/account/whoami", (HttpRequest request) => request.Headers.Authorization == "Bearer good"
            ? Results.Json(new { user_id = BotBench.Robot.Value, device_id = "D" })
            : Results.Json(new { errcode = "M_UNKNOWN_TOKEN", error = "no" }, statusCode: 401));
        _server.MapGet("/_matrix/client/v3/rooms/{room}/messages", () =>
        {
            var page = Interlocked.Increment(ref _pages);
            object[] chunk = [new { type = "m.room.message", event_id = $"$p{page}", sender = "@anne:rupn.test", origin_server_ts = 1, content = new { msgtype = "m.text", body = "bavardage" } }];
            return Results.Json(new { start = $"p{page - 1}", end = $"p{page}", chunk });
        });
        _server.MapFallback(() => Results.Json(new { errcode = "M_FORBIDDEN", error = "no" }, statusCode: 403));
        await _server.StartAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_configured_token_is_tried_once_the_stored_one_is_refused()
    {
        await using var bench = await StartAsync("stale");
        using var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await keeper.StartAsync(Cancel);
        await UntilAsync(() => bench.Get<BotSession>().Client.Session?.AccessToken == "good");
        await keeper.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_token_still_good_outlives_a_refusal_of_an_older_one()
    {
        await using var bench = await StartAsync("good");
        var session = bench.Get<BotSession>();
        var before = session.Client;
        using var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await keeper.StartAsync(Cancel);
        await UntilAsync(() => session.Client != before);
        var first = session.Client;
        session.ReportLost(new MatrixException(MatrixFailure.UnknownToken, "An answer to an older request."));
        await UntilAsync(() => session.Client != first && session.IsReady);
        Assert.Equal("good", (await bench.Database.ReadAsync(db => db.Set<MatrixAccount>().SingleAsync(Cancel), Cancel)).AccessToken);
        await keeper.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_gap_without_end_lets_other_rooms_have_their_turn()
    {
        await using var bench = await StartAsync("good");
        var client = bench.Get<MatrixClientFactory>().Create(new Uri(_server.Urls.First()), (_, _) => Task.CompletedTask, bench.Get<RupnBot.Bot.Pacing.RequestPacer>());
        client.UseSession(new MatrixSession(BotBench.Robot, new DeviceId("D"), "good"));
        bench.Get<BotSession>().Provide(client, BotBench.Robot, new DeviceId("D"));
        await bench.SyncAsync(RoomBuilder.Joined("!salon:rupn.test", "Profs", "@anne:rupn.test"));
        await bench.SyncAsync(new RoomBuilder(new RoomId("!salon:rupn.test")).Limited("p0"));
        var gap = await GapAsync(bench);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.Get<GapFiller>().FillAsync(gap, Cancel);
        var left = await GapAsync(bench);
        Assert.Equal($"p{_pages}", left.From);
        Assert.True(left.NextAttemptAt > gap.NextAttemptAt);
    }

    private static Task<TimelineGap> GapAsync(BotBench bench) => bench.Database.ReadAsync(db => db.Set<TimelineGap>().SingleAsync(Cancel), Cancel);

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        return server;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(20, patience.Token);
    }

    private async Task<BotBench> StartAsync(string storedToken)
    {
        var homeserver = _server.Urls.First();
        var bench = await BotBench.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Matrix:Homeserver"] = homeserver,
            ["Matrix:Password"] = "",
            ["Matrix:AccessToken"] = "good",
            ["Matrix:DeviceId"] = "D",
        });
        await bench.Get<AccountStore>().LoadAsync(new Uri(homeserver).AbsoluteUri, Cancel);
        await bench.Get<AccountStore>().SaveAsync(new MatrixSession(BotBench.Robot, new DeviceId("D"), storedToken), Cancel);
        return bench;
    }
}
