using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RupnBot.Bot.Health;
using RupnBot.Bot.Outbox;
using RupnBot.Matrix;
using RupnBot.Operations;
using RupnBot.Operations.Health;
using RupnBot.Operations.Metrics;
using RupnBot.Tests.Bench;

namespace RupnBot.Tests.Operations;

/// <summary>What a monitor sees, over a real socket.</summary>
public sealed class EndpointsTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private BotBench _bench = null!;
    private WebApplication _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bench = await BotBench.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_bench.Get<HealthReporter>());
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        await _app.MapOperations().StartAsync(Cancel);
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Alive_but_not_ready_before_the_first_sync()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health"));
    }

    [Fact]
    public async Task Ready_until_five_minutes_pass_without_a_sync()
    {
        _bench.Get<BotHealth>().Synced();
        _bench.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/ready"));
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/ready"));
    }

    [Fact]
    public async Task A_trouble_that_does_not_stop_the_work_degrades()
    {
        _bench.Get<BotHealth>().Synced();
        _bench.Get<BotHealth>().Report(HealthTopics.Calendar, HealthLevel.Degraded, "no school calendar");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health"));
        Assert.Equal("degraded", (await HealthAsync()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task It_counts_what_waits_and_names_no_room()
    {
        _bench.Get<BotHealth>().Synced();
        await _bench.Database.WriteAsync(
            db => db.QueueAsync(new OutgoingMessage(new RoomId("!salon:rupn.test"), MessageContent.Notice("bavardage")), _bench.Time.GetUtcNow(), Cancel), Cancel);
        _bench.Time.Advance(TimeSpan.FromSeconds(90));
        var health = await HealthAsync();
        Assert.Equal((1, 90), (health.GetProperty("outbox").GetProperty("queued").GetInt32(), health.GetProperty("outboxAgeSeconds").GetDouble()));
        Assert.DoesNotContain("salon", health.ToString());
    }

    [Fact]
    public async Task Metrics_count_what_happened_and_show_the_pulse()
    {
        _bench.Get<BotHealth>().Synced();
        BotMetrics.SyncStored(TimeSpan.FromMilliseconds(20));
        BotMetrics.Sending("Event", "Sent");
        var metrics = await _http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
        Assert.Contains("rupnbot_health 2", metrics);
        Assert.Matches("rupnbot_syncs(_total)?\\{outcome=\"stored\"\\} [1-9]", metrics);
        Assert.Matches("rupnbot_outbox(_total)?\\{[^}]*outcome=\"Sent\"[^}]*\\} [1-9]", metrics);
        Assert.DoesNotContain("rupn.test", metrics);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return response.StatusCode;
    }

    private async Task<JsonElement> HealthAsync()
    {
        using var response = await _http.GetAsync(new Uri("/health", UriKind.Relative), Cancel);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
    }
}
