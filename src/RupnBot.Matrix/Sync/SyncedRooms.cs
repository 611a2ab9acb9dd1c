namespace RupnBot.Matrix;

/// <summary>A room the user is in. State is as it was before the timeline begins.</summary>
public sealed record JoinedRoom
{
    /// <summary>What was said, oldest first.</summary>
    public Timeline Timeline { get; init; } = Timeline.Empty;

    /// <summary>State changes before the timeline.</summary>
    public IReadOnlyList<MatrixEvent> State { get; init; } = [];

    /// <summary>Counts and names to call the room by.</summary>
    public RoomSummary Summary { get; init; } = RoomSummary.Empty;

    /// <summary>The user's own data about the room.</summary>
    public IReadOnlyList<BasicEvent> AccountData { get; init; } = [];

    /// <summary>Typing and receipts, where the filter lets them through.</summary>
    public IReadOnlyList<BasicEvent> Ephemeral { get; init; } = [];
}

/// <summary>A room the user is invited to.</summary>
public sealed record InvitedRoom(IReadOnlyList<StrippedState> State);

/// <summary>A room the user left, was kicked from or banned from.</summary>
public sealed record LeftRoom
{
    /// <summary>What was said until then.</summary>
    public Timeline Timeline { get; init; } = Timeline.Empty;

    /// <summary>State changes before the timeline.</summary>
    public IReadOnlyList<MatrixEvent> State { get; init; } = [];
}

/// <summary>A stretch of a room's history, oldest first; what precedes it is behind <paramref name="PrevBatch"/>.</summary>
public sealed record Timeline(IReadOnlyList<MatrixEvent> Events, bool Limited = false, string? PrevBatch = null)
{
    /// <summary>Nothing new.</summary>
    public static Timeline Empty { get; } = new([]);
}

/// <summary>What a room without a name is called by; null where the server sent no change.</summary>
public sealed record RoomSummary(IReadOnlyList<UserId>? Heroes = null, int? JoinedMemberCount = null, int? InvitedMemberCount = null)
{
    /// <summary>No change.</summary>
    public static RoomSummary Empty { get; } = new();
}
