using Prometheus;
using RupnBot.Operations.Health;

namespace RupnBot.Operations.Metrics;

/// <summary><c>/metrics</c> for Prometheus: the counters of <see cref="BotMetrics"/> and the bot's pulse at the moment of asking.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetricsEndpoint(this WebApplication app)
    {
        // A registry of its own: the library's default one also publishes every meter of the framework, with host names as labels.
        var registry = Prometheus.Metrics.NewCustomRegistry();
        MeterAdapter.StartListening(new MeterAdapterOptions
        {
            Registry = registry,
            MetricFactory = Prometheus.Metrics.WithCustomRegistry(registry),
            InstrumentFilterPredicate = instrument => instrument.Meter.Name == BotMetrics.MeterName,
            // What nothing is counted of for five minutes (the default) would otherwise vanish and start again from zero.
            MetricsExpireAfter = TimeSpan.FromDays(1),
        });
        AddPulse(registry, app.Services.GetRequiredService<HealthReporter>());
        app.MapGet("/metrics", (RequestDelegate)(context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            return registry.CollectAndExportAsTextAsync(context.Response.Body, context.RequestAborted);
        }));
    }

    private static void AddPulse(CollectorRegistry registry, HealthReporter reporter)
    {
        var factory = Prometheus.Metrics.WithCustomRegistry(registry);
        var up = factory.CreateGauge("rupnbot_health", "2 healthy, 1 degraded, 0 unhealthy.");
        var loggedIn = factory.CreateGauge("rupnbot_logged_in", "1 while requests can be made.");
        var syncAge = factory.CreateGauge("rupnbot_sync_age_seconds", "Since the last sync was stored; -1 before the first.");
        var outboxAge = factory.CreateGauge("rupnbot_outbox_age_seconds", "Age of the oldest waiting message; 0 when none waits.");
        var waiting = factory.CreateGauge("rupnbot_outbox_waiting", "Messages waiting to be sent, by state.", "state");
        var sources = factory.CreateGauge("rupnbot_sources_failing", "Sources whose last look failed.");
        registry.AddBeforeCollectCallback(async cancellationToken =>
        {
            var report = await reporter.ReportAsync(cancellationToken);
            up.Set(2 - (int)report.Status);
            loggedIn.Set(report.LoggedIn ? 1 : 0);
            syncAge.Set(report.SyncAge?.TotalSeconds ?? -1);
            outboxAge.Set(report.OutboxAge?.TotalSeconds ?? 0);
            waiting.WithLabels("queued").Set(report.Queued);
            waiting.WithLabels("attempted").Set(report.Attempted);
            sources.Set(report.SourcesFailing);
        });
    }
}
