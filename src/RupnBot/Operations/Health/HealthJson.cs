using RupnBot.Bot.Health;

namespace RupnBot.Operations.Health;

/// <summary>The body of <c>/health</c>; ages in seconds.</summary>
internal sealed record HealthJson(
    string Status, bool LoggedIn, double? SyncAgeSeconds, double? OutboxAgeSeconds, bool OutboxStuck, WaitingJson Outbox, int JobsWaiting, int SourcesFailing,
    IReadOnlyList<TroubleJson> Troubles)
{
    public static HealthJson Of(HealthReport report) => new(
        report.Status.ToString().ToLowerInvariant(),
        report.LoggedIn,
        Seconds(report.SyncAge),
        Seconds(report.OutboxAge),
        report.OutboxIsStuck,
        new WaitingJson(report.Queued, report.Attempted),
        report.JobsWaiting,
        report.SourcesFailing,
        [.. report.Troubles.Select(trouble => new TroubleJson(trouble.Topic, trouble.Level == HealthLevel.Unhealthy ? "unhealthy" : "degraded", trouble.Reason, trouble.Since))]);

    private static double? Seconds(TimeSpan? age) => age is { } value ? Math.Round(value.TotalSeconds, 1) : null;
}

internal sealed record WaitingJson(int Queued, int Attempted);

internal sealed record TroubleJson(string Topic, string Level, string Reason, DateTimeOffset Since);
