namespace RupnBot.Matrix;

/// <summary>What happened since the last <c>/sync</c>.</summary>
public sealed record SyncResponse(string NextBatch)
{
    /// <summary>Rooms, by the user's own standing in them.</summary>
    public SyncRooms Rooms { get; init; } = SyncRooms.None;

    /// <summary>The user's own data that changed, across rooms.</summary>
    public IReadOnlyList<BasicEvent> AccountData { get; init; } = [];

    /// <summary>Messages from device to device.</summary>
    public IReadOnlyList<BasicEvent> ToDevice { get; init; } = [];

    /// <summary>Users whose devices changed.</summary>
    public DeviceLists DeviceLists { get; init; } = DeviceLists.None;

    /// <summary>One-time keys the server still holds, by algorithm.</summary>
    public IReadOnlyDictionary<string, int> DeviceOneTimeKeysCount { get; init; } = new Dictionary<string, int>();

    /// <summary>Algorithms for which the server holds a fallback key nobody has taken; null when it does not say.</summary>
    public IReadOnlyList<string>? UnusedFallbackKeyTypes { get; init; }

    /// <summary>How many events were left out because their envelope could not be read.</summary>
    public int SkippedEvents { get; init; }
}

/// <summary>The rooms of a <see cref="SyncResponse"/>.</summary>
public sealed record SyncRooms(
    IReadOnlyDictionary<RoomId, JoinedRoom> Join,
    IReadOnlyDictionary<RoomId, InvitedRoom> Invite,
    IReadOnlyDictionary<RoomId, LeftRoom> Leave)
{
    /// <summary>No rooms.</summary>
    public static SyncRooms None { get; } =
        new(new Dictionary<RoomId, JoinedRoom>(), new Dictionary<RoomId, InvitedRoom>(), new Dictionary<RoomId, LeftRoom>());
}

/// <summary>Users whose devices changed, or with whom no room is shared any more.</summary>
public sealed record DeviceLists(IReadOnlyList<UserId> Changed, IReadOnlyList<UserId> Left)
{
    /// <summary>Nobody.</summary>
    public static DeviceLists None { get; } = new([], []);
}
