using System.Collections.Concurrent;

namespace RupnBot.Bot.Health;

public enum HealthLevel
{
    Degraded,
    Unhealthy,
}

/// <summary>What can go wrong, by name.</summary>
public static class HealthTopics
{
    public const string Login = "login";
    public const string Sync = "sync";
    public const string Outbox = "outbox";
    public const string Sources = "sources";
    public const string Calendar = "calendar";
    public const string Encryption = "encryption";
    public const string Identity = "identity";
}

/// <summary>One trouble; the reason names no person and no secret.</summary>
public sealed record HealthTrouble(string Topic, HealthLevel Level, string Reason, DateTimeOffset Since);

/// <summary>The troubles of the moment, reported and resolved by whoever meets them; read by <c>/health</c> and <c>statut</c>.</summary>
public sealed class BotHealth(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, HealthTrouble> _troubles = new();

    /// <summary>When the last /sync was stored; null before the first one of this process.</summary>
    public DateTimeOffset? LastSync { get; private set; }

    public IReadOnlyCollection<HealthTrouble> Troubles => [.. _troubles.Values];

    public void Synced() => LastSync = time.GetUtcNow();

    public void Report(string topic, HealthLevel level, string reason) =>
        _troubles.AddOrUpdate(topic, _ => new HealthTrouble(topic, level, reason, time.GetUtcNow()), (_, before) => before with { Level = level, Reason = reason });

    public void Resolve(string topic) => _troubles.TryRemove(topic, out _);
}
