namespace RupnBot.Sources.Fetching;

/// <summary>
/// Politeness: at most one request at a time to a host, and a pause between two. A host is remembered only while somebody is at its gate or
/// its pause runs, so that memory is bounded by what is going on.
/// </summary>
internal sealed class HostGate(TimeSpan delay, TimeSpan longestWait, TimeProvider time)
{
    private const int FirstSweep = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Gate> _gates = [];
    private int _sweepAt = FirstSweep;

    /// <summary>Hosts remembered now.</summary>
    internal int Count
    {
        get
        {
            lock (_lock) return _gates.Count;
        }
    }

    /// <summary>Waits for one's turn.</summary>
    /// <returns>The turn, over when disposed; null when it did not come within the longest wait.</returns>
    public async Task<IDisposable?> EnterAsync(string host, CancellationToken ct)
    {
        var gate = Approach(host);
        using var limit = new CancellationTokenSource(longestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var isInside = false;
        try
        {
            await gate.Door.WaitAsync(either.Token);
            isInside = true;
            if (PauseOf(gate) is var pause && pause > TimeSpan.Zero) await Task.Delay(pause, time, either.Token);
            return new Turn(this, gate);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Leave(gate, isInside);
            return null;
        }
        catch
        {
            Leave(gate, isInside);
            throw;
        }
    }

    private Gate Approach(string host)
    {
        lock (_lock)
        {
            if (_gates.Count >= _sweepAt) Sweep();
            if (!_gates.TryGetValue(host, out var gate)) _gates[host] = gate = new Gate();
            gate.Visitors++;
            return gate;
        }
    }

    private void Leave(Gate gate, bool isInside)
    {
        if (isInside) gate.Door.Release();
        lock (_lock) gate.Visitors--;
    }

    // Each sweep doubles the distance to the next one: a visit costs constant time on average.
    private void Sweep()
    {
        foreach (var (host, gate) in _gates)
            if (gate.Visitors == 0 && PauseOf(gate) <= TimeSpan.Zero) _gates.Remove(host);
        _sweepAt = Math.Max(FirstSweep, 2 * _gates.Count);
    }

    private TimeSpan PauseOf(Gate gate) => gate.LastLeft is { } left ? delay - time.GetElapsedTime(left) : TimeSpan.Zero;

    private sealed class Gate
    {
        // Never disposed: without its wait handle a semaphore holds nothing but memory.
        public SemaphoreSlim Door { get; } = new(1, 1);

        public int Visitors { get; set; }

        public long? LastLeft { get; set; }
    }

    private sealed class Turn(HostGate owner, Gate gate) : IDisposable
    {
        private bool _isOver;

        public void Dispose()
        {
            if (_isOver) return;
            _isOver = true;
            gate.LastLeft = owner.Now;
            owner.Leave(gate, isInside: true);
        }
    }

    private long Now => time.GetTimestamp();
}
