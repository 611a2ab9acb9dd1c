using RupnBot.Bot.Health;

namespace RupnBot.Operations.Health;

/// <summary>The bot's state in numbers; names no person, no room and no address.</summary>
/// <param name="LoggedIn">Requests can be made.</param>
/// <param name="SyncAge">Since the last /sync was stored; null before the first one of this process.</param>
/// <param name="OutboxAge">How long the oldest waiting message has waited; null when none waits.</param>
/// <param name="OutboxAllowance">How long it may have waited at the configured pace.</param>
/// <param name="Queued">Messages no request was made for yet.</param>
/// <param name="Attempted">Messages whose request may have arrived.</param>
/// <param name="JobsWaiting">Work that needs the network and is due.</param>
/// <param name="SourcesFailing">Sources whose last look failed.</param>
/// <param name="Troubles">What was reported and is not over.</param>
public sealed record HealthReport(
    bool LoggedIn, TimeSpan? SyncAge, TimeSpan? OutboxAge, TimeSpan OutboxAllowance, int Queued, int Attempted, int JobsWaiting, int SourcesFailing,
    IReadOnlyList<HealthTrouble> Troubles)
{
    /// <summary>A long poll lasts half a minute; five minutes without one mean that nothing arrives any more.</summary>
    public static readonly TimeSpan OldestSync = TimeSpan.FromMinutes(5);

    public bool OutboxIsStuck => OutboxAge > OutboxAllowance;

    /// <summary>Ready to be spoken to.</summary>
    public bool IsReady => LoggedIn && SyncAge <= OldestSync;

    public HealthStatus Status
    {
        get
        {
            if (!IsReady || OutboxIsStuck || Troubles.Any(trouble => trouble.Level == HealthLevel.Unhealthy)) return HealthStatus.Unhealthy;
            return SourcesFailing > 0 || Troubles.Count > 0 ? HealthStatus.Degraded : HealthStatus.Healthy;
        }
    }
}

public enum HealthStatus
{
    Healthy,

    /// <summary>It works; something wants looking at.</summary>
    Degraded,

    /// <summary>It does not do what it is there for.</summary>
    Unhealthy,
}
