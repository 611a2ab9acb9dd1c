using RupnBot.Matrix;
using RupnBot.Operations.Metrics;

namespace RupnBot.Bot.Pacing;

/// <summary>
/// A token bucket of one: a request at most every 1/rate seconds, the most urgent waiting one first. Answers to people overtake
/// digests, but one request in <see cref="FairShare"/> goes to whoever has waited longest, so that nothing starves.
/// </summary>
public sealed class RequestPacer(double requestsPerSecond, TimeProvider time) : IRequestPacer
{
    private const int FairShare = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiter> _waiters = [];
    private readonly TimeSpan _interval = requestsPerSecond > 0 ? TimeSpan.FromSeconds(1 / requestsPerSecond) : TimeSpan.Zero;
    private TimeSpan _next = TimeSpan.MinValue;
    private ITimer? _timer;
    private long _served;

    /// <summary>True when every request may leave at once.</summary>
    public bool IsUnlimited => _interval == TimeSpan.Zero;

    // Of the timer, not of the wall clock: one set back by an hour would stop every request for an hour.
    private TimeSpan Now => time.GetElapsedTime(0);

    public ValueTask WaitAsync(RequestPriority priority, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_lock)
        {
            var now = Now;
            if (_waiters.Count == 0 && now >= _next)
            {
                _next = now + _interval;
                return ValueTask.CompletedTask;
            }

            waiter = new Waiter(priority);
            waiter.Node = _waiters.AddLast(waiter);
            Schedule(now);
        }

        return new ValueTask(WaitAsync(waiter, ct));
    }

    public void Pause(TimeSpan duration)
    {
        BotMetrics.SlowedDown();
        lock (_lock)
        {
            var now = Now;
            var until = now + (duration > LongestPause ? LongestPause : duration);
            if (until <= _next) return;
            _next = until;
            if (_waiters.Count > 0) Schedule(now);
        }
    }

    private async Task WaitAsync(Waiter waiter, CancellationToken ct)
    {
        await using var registration = ct.Register(
            () =>
            {
                lock (_lock)
                {
                    if (waiter.Node.List is null) return;
                    _waiters.Remove(waiter.Node);
                }

                waiter.Turn.TrySetCanceled(ct);
            });
        await waiter.Turn.Task;
    }

    private void Schedule(TimeSpan now)
    {
        var delay = _next > now ? _next - now : TimeSpan.Zero;
        _timer ??= time.CreateTimer(_ => Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private void Release()
    {
        lock (_lock)
        {
            var now = Now;
            while (_waiters.Count > 0 && now >= _next)
            {
                var waiter = Choose();
                _waiters.Remove(waiter.Node);
                // From the instant it was due, not from now: a late timer must not lower the rate.
                _next = IsUnlimited ? now : Max(_next, now - _interval) + _interval;
                waiter.Turn.TrySetResult();
            }

            if (_waiters.Count > 0) Schedule(now);
        }
    }

    private Waiter Choose()
    {
        if (++_served % FairShare == 0) return _waiters.First!.Value;
        var best = _waiters.First!.Value;
        foreach (var waiter in _waiters)
            if (waiter.Priority < best.Priority) best = waiter;
        return best;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private sealed class Waiter(RequestPriority priority)
    {
        public RequestPriority Priority { get; } = priority;

        public LinkedListNode<Waiter> Node { get; set; } = null!;

        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
