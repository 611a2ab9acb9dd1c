using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RupnBot.Bot.Health;
using RupnBot.Bot.Session;
using RupnBot.Matrix;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Bot.Session;

/// <summary>An expired account, before a server that says so as Tchap does: the bot stays up, asks for one mail, and looks again every ten minutes.</summary>
public sealed class ExpiredAccountTests : IAsyncLifetime
{
    private readonly WebApplication _server = Server();
    private volatile bool _isExpired = true;
    private volatile bool _mailFails;
    private int _mails;
    private int _looks;
    private int _requests;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server.Use(async (context, next) =>
        {
            Interlocked.Increment(ref _requests);
            await next(context);
        });
        _server.MapGet("/_matrix/client/v3/account/whoami", () =>
        {
            Interlocked.Increment(ref _looks);
            return _isExpired
                ? Results.Json(new { errcode = "ORG_MATRIX_EXPIRED_ACCOUNT", error = "expired" }, statusCode: 403)
                : Results.Json(new { user_id = BotBench.Robot.Value, device_id = "D" });
        });
        _server.MapPost("/_matrix/client/unstable/account_validity/send_mail", () =>
        {
            Interlocked.Increment(ref _mails);
            return _mailFails ? Results.StatusCode(502) : Results.Json(new { });
        });
        _server.MapFallback(() => Results.Json(new { errcode = "M_FORBIDDEN", error = "no" }, statusCode: 403));
        await _server.StartAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task It_stays_up_unhealthy_and_asks_for_one_mail_however_often_it_looks()
    {
        await using var bench = await StartAsync();
        using var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await keeper.StartAsync(Cancel);
        await LooksAsync(bench, 4);
        Assert.Equal(1, _mails);
        var trouble = Assert.Single(bench.Get<BotHealth>().Troubles);
        Assert.Equal((HealthTopics.Login, HealthLevel.Unhealthy, "ORG_MATRIX_EXPIRED_ACCOUNT"), (trouble.Topic, trouble.Level, trouble.Reason));
        Assert.False(keeper.ExecuteTask!.IsCompleted);
        await keeper.StopAsync(Cancel);
    }

    [Fact]
    public async Task It_looks_no_more_than_once_in_ten_minutes()
    {
        await using var bench = await StartAsync();
        using var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await keeper.StartAsync(Cancel);
        await LooksAsync(bench, 2);
        var started = bench.Time.GetUtcNow();
        await LooksAsync(bench, _looks + 3);
        Assert.True(bench.Time.GetUtcNow() - started >= TimeSpan.FromMinutes(25), $"{bench.Time.GetUtcNow() - started}");
        await keeper.StopAsync(Cancel);
    }

    [Fact]
    public async Task Once_renewed_it_goes_on_with_the_token_it_had()
    {
        await using var bench = await StartAsync();
        using var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await keeper.StartAsync(Cancel);
        await LooksAsync(bench, 2);
        _isExpired = false;
        await PassAsync(bench, () => bench.Get<BotHealth>().Troubles.Count == 0);
        Assert.Equal("kept", (await bench.Database.ReadAsync(db => db.Set<MatrixAccount>().SingleAsync(Cancel), Cancel)).AccessToken);
        await keeper.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_restart_asks_for_no_second_mail()
    {
        await using var bench = await StartAsync();
        using (var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services))
        {
            await keeper.StartAsync(Cancel);
            await LooksAsync(bench, 1);
            await PassAsync(bench, () => _mails == 1);
            await keeper.StopAsync(Cancel);
        }

        using var again = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await again.StartAsync(Cancel);
        await LooksAsync(bench, _looks + 2);
        Assert.Equal(1, _mails);
        await again.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_mail_that_could_not_be_asked_for_is_asked_for_again()
    {
        _mailFails = true;
        await using var bench = await StartAsync();
        using var keeper = ActivatorUtilities.CreateInstance<SessionKeeper>(bench.Services);
        await keeper.StartAsync(Cancel);
        await PassAsync(bench, () => _mails >= 1 && _looks >= 2);
        _mailFails = false;
        var before = _mails;
        await PassAsync(bench, () => _mails > before);
        await keeper.StopAsync(Cancel);
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        return server;
    }

    private async Task<BotBench> StartAsync()
    {
        var address = _server.Urls.First();
        var bench = await BotBench.StartAsync(
            settings: new Dictionary<string, string?> { ["Matrix:Homeserver"] = address },
            // Requests are real, so their time-outs are too: under the driven clock half a minute passes while an answer is on its way.
            configure: services => services.AddSingleton(provider => new MatrixClientFactory(
                MatrixHttp.CreateClient(), TimeSpan.FromSeconds(30), TimeProvider.System, provider.GetRequiredService<ILogger<MatrixClient>>())));
        var accounts = bench.Get<AccountStore>();
        await accounts.LoadAsync(new Uri(address).AbsoluteUri, Cancel);
        await accounts.SaveAsync(new MatrixSession(BotBench.Robot, new DeviceId("D"), "kept"), Cancel);
        return bench;
    }

    private Task LooksAsync(BotBench bench, int count) => PassAsync(bench, () => _looks >= count);

    /// <summary>
    /// Lets time pass, a minute at a step, until the condition holds. Only while no request is under way: to the client a step is a minute
    /// without an answer.
    /// </summary>
    private async Task PassAsync(BotBench bench, Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!condition())
        {
            var before = Volatile.Read(ref _requests);
            await Task.Delay(40, limit.Token);
            if (Volatile.Read(ref _requests) == before) bench.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
