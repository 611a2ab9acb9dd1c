namespace RupnBot.Sources.Fetching;

/// <summary>When a source that failed is asked again.</summary>
/// <param name="At">The next attempt; means nothing when <paramref name="IsPermanent"/>.</param>
/// <param name="IsPermanent">It said it is gone (410): only a person sets it going again.</param>
public sealed record NextAttempt(DateTimeOffset At, bool IsPermanent);

/// <summary>
/// Exponential backoff per source, a pure function. After the first failure one poll interval, doubled with each further one, at most 24 h.
/// An address that is itself at fault (forbidden, malformed) is tried once a day: only its owner can mend it. A host that was too busy with our
/// own requests is not at fault and keeps the pace of a healthy one. Up to a tenth is taken off, by a
/// seed of the source, so that those that failed together do not come back together. <c>Retry-After</c> can only lengthen the wait, and not
/// beyond 24 h either.
/// </summary>
public static class SourceBackoff
{
    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private const double JitterShare = 0.1;

    // 2^20 poll intervals of a minute are two years; further doublings only risk an overflow.
    private const int MaximumDoublings = 20;

    /// <param name="now">When the attempt failed.</param>
    /// <param name="consecutiveFailures">This one included, so at least 1.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="pollInterval">The pace of a healthy source.</param>
    /// <param name="seed">Anything stable of the source, for example its row id.</param>
    public static NextAttempt After(DateTimeOffset now, int consecutiveFailures, FetchFailed failure, TimeSpan pollInterval, long seed)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentOutOfRangeException.ThrowIfLessThan(consecutiveFailures, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(pollInterval, TimeSpan.Zero);

        var jittered = Wait(consecutiveFailures, failure.Reason, pollInterval) * (1 - JitterShare * Fraction(seed, consecutiveFailures));
        var asked = Min(failure.RetryAfter ?? TimeSpan.Zero, Longest);
        return new NextAttempt(now + (asked > jittered ? asked : jittered), failure.Reason is FetchFailure.Gone);
    }

    private static TimeSpan Wait(int failures, FetchFailure reason, TimeSpan pollInterval)
    {
        if (reason is FetchFailure.HostBusy) return Min(pollInterval, Longest);
        if (reason is FetchFailure.BlockedAddress or FetchFailure.InvalidAddress or FetchFailure.Gone) return Longest;
        var doublings = Math.Min(failures - 1, MaximumDoublings);
        return Min(Min(pollInterval, Longest) * (1L << doublings), Longest);
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): neighbouring row ids give unrelated fractions.
    private static double Fraction(long seed, int failures)
    {
        var z = unchecked(((ulong)seed + (ulong)failures) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
