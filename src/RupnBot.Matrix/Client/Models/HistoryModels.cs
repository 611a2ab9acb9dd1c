namespace RupnBot.Matrix;

/// <summary>Which way history is read.</summary>
public enum Direction
{
    /// <summary>From the newest to the oldest.</summary>
    Backward,

    /// <summary>From the oldest to the newest.</summary>
    Forward,
}

/// <summary>A page of a room's history, in the direction asked for.</summary>
public sealed record MessagesPage(IReadOnlyList<MatrixEvent> Events)
{
    /// <summary>State needed to show the events, such as their senders' names.</summary>
    public IReadOnlyList<MatrixEvent> State { get; init; } = [];

    /// <summary>Where the page starts.</summary>
    public string? Start { get; init; }

    /// <summary>Where the next page starts; null when there is none.</summary>
    public string? End { get; init; }

    /// <summary>Events left out because their envelope could not be read.</summary>
    public int SkippedEvents { get; init; }
}

/// <summary>Events that relate to another.</summary>
public sealed record RelationsPage(IReadOnlyList<MatrixEvent> Events)
{
    /// <summary>Where the next page starts; null when there is none.</summary>
    public string? NextBatch { get; init; }

    /// <summary>Where the previous page starts.</summary>
    public string? PrevBatch { get; init; }
}

/// <summary>An event and what was said around it.</summary>
public sealed record EventContext(MatrixEvent Event)
{
    /// <summary>What came before, newest first.</summary>
    public IReadOnlyList<MatrixEvent> Before { get; init; } = [];

    /// <summary>What came after, oldest first.</summary>
    public IReadOnlyList<MatrixEvent> After { get; init; } = [];

    /// <summary>The room's state at the last of these events.</summary>
    public IReadOnlyList<MatrixEvent> State { get; init; } = [];

    /// <summary>Where history goes on backward.</summary>
    public string? Start { get; init; }

    /// <summary>Where history goes on forward.</summary>
    public string? End { get; init; }
}
