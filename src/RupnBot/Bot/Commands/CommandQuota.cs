using RupnBot.Matrix;

namespace RupnBot.Bot.Commands;

/// <summary>
/// How much one person may ask in a while: every answer costs a request of the second, so that one flood would keep everybody waiting.
/// Kept in memory only; a restart forgives.
/// </summary>
public sealed class CommandQuota(TimeProvider time)
{
    /// <summary>Commands a person may give in one <see cref="Window"/>.</summary>
    public const int Most = 30;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int MostPeople = 10_000;
    private readonly Dictionary<UserId, (TimeSpan Since, int Count)> _asked = [];
    private readonly Lock _lock = new();

    /// <summary>The person has asked enough for now; nothing is counted.</summary>
    public bool IsSpent(UserId user)
    {
        lock (_lock) return _asked.TryGetValue(user, out var asked) && time.GetElapsedTime(0) - asked.Since < Window && asked.Count >= Most;
    }

    /// <returns>False when the person has asked enough for now.</returns>
    public bool Take(UserId user)
    {
        var now = time.GetElapsedTime(0);
        lock (_lock)
        {
            if (_asked.Count >= MostPeople) _asked.Clear();
            var (since, count) = _asked.GetValueOrDefault(user, (now, 0));
            if (now - since >= Window) (since, count) = (now, 0);
            _asked[user] = (since, count + 1);
            return count < Most;
        }
    }
}
