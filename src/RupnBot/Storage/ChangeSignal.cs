using System.Threading.Channels;

namespace RupnBot.Storage;

/// <summary>Wakes one waiting loop after a commit; pulses that come while nobody waits are remembered as one.</summary>
public sealed class ChangeSignal
{
    private readonly Channel<bool> _pulse = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Pulse() => _pulse.Writer.TryWrite(true);

    /// <summary>Returns on a pulse or when <paramref name="timeout"/> has passed.</summary>
    public async Task WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pulse = _pulse.Reader.ReadAsync(ended.Token).AsTask();
        var delay = Task.Delay(timeout, time, ended.Token);
        await Task.WhenAny(pulse, delay);
        await ended.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}

/// <summary>The outbox has changed.</summary>
public sealed class OutboxSignal
{
    public ChangeSignal Changed { get; } = new();
}

/// <summary>A job or a gap was queued.</summary>
public sealed class JobSignal
{
    /// <summary>Wakes the job worker.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Wakes the gap filler.</summary>
    public ChangeSignal Gaps { get; } = new();

    public void Pulse()
    {
        Changed.Pulse();
        Gaps.Pulse();
    }
}
