namespace RupnBot.Matrix;

/// <summary>How urgent a request is, most urgent first.</summary>
public enum RequestPriority
{
    /// <summary>Somebody waits for the answer.</summary>
    Interactive,

    /// <summary>Polls: opening, closing, reminders.</summary>
    Poll,

    /// <summary>Digests and other fan-outs.</summary>
    Bulk,

    /// <summary>What can wait.</summary>
    Background,
}

/// <summary>Decides when a request may leave. Every request but <c>/sync</c> passes here.</summary>
public interface IRequestPacer
{
    /// <summary>Returns when a request of this priority may start.</summary>
    ValueTask WaitAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>The server asked for silence: nothing may start for this long.</summary>
    void Pause(TimeSpan duration);
}
