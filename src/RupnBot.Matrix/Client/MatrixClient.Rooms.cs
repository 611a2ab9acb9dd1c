using System.Text.Json;

namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>Makes a room. Not repeatable: after a lost answer, look for the room before trying again.</summary>
    public async Task<RoomId> CreateRoomAsync(CreateRoomOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var body = Body(ToRequest(options), MatrixJson.Default.CreateRoomRequest);
        var answer = await PostAsync(Route.Of($"/_matrix/client/v3/createRoom"), body, MatrixJson.Default.RoomAnswer, ct).ConfigureAwait(false);
        return answer.RoomId;
    }

    /// <summary>Joins a room, or accepts an invite to it. Joining twice does no harm.</summary>
    /// <param name="room">The room.</param>
    /// <param name="via">Servers to go through, for a room the server does not know.</param>
    /// <param name="ct">Cancels the request.</param>
    public Task<RoomId> JoinAsync(RoomId room, IReadOnlyList<string>? via = null, CancellationToken ct = default) => JoinAsync(room.Value, via, ct);

    /// <summary>Joins a room by its id or alias.</summary>
    public async Task<RoomId> JoinAsync(string roomIdOrAlias, IReadOnlyList<string>? via = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(roomIdOrAlias);
        var route = Route.Of($"/_matrix/client/v3/join/{roomIdOrAlias}");
        // "server_name" is the name before version 1.12 of the specification; servers ignore the one they do not know.
        foreach (var server in via ?? []) route = route.With("via", server).With("server_name", server);
        var answer = await PostAsync(route, "{}"u8.ToArray(), MatrixJson.Default.RoomAnswer, ct).ConfigureAwait(false);
        return answer.RoomId;
    }

    /// <summary>Leaves a room, or declines an invite to it.</summary>
    public Task LeaveAsync(RoomId room, string? reason = null, CancellationToken ct = default) =>
        PostAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/leave"), Body(new ReasonRequest(reason), MatrixJson.Default.ReasonRequest), ct);

    /// <summary>Forgets a room one has left.</summary>
    public Task ForgetAsync(RoomId room, CancellationToken ct) =>
        PostAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/forget"), "{}"u8.ToArray(), ct);

    /// <summary>Invites a user.</summary>
    public Task InviteAsync(RoomId room, UserId user, string? reason = null, CancellationToken ct = default) =>
        PostAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/invite"), Member(user, reason), ct);

    /// <summary>Puts a user out, or takes an invite back.</summary>
    public Task KickAsync(RoomId room, UserId user, string? reason = null, CancellationToken ct = default) =>
        PostAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/kick"), Member(user, reason), ct);

    /// <summary>Shuts a user out.</summary>
    public Task BanAsync(RoomId room, UserId user, string? reason = null, CancellationToken ct = default) =>
        PostAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/ban"), Member(user, reason), ct);

    /// <summary>Lets a banned user come back.</summary>
    public Task UnbanAsync(RoomId room, UserId user, string? reason = null, CancellationToken ct = default) =>
        PostAsync(Route.Of($"/_matrix/client/v3/rooms/{room}/unban"), Member(user, reason), ct);

    /// <summary>The rooms the user is in.</summary>
    public async Task<IReadOnlyList<RoomId>> GetJoinedRoomsAsync(CancellationToken ct) =>
        (await GetAsync(Route.Of($"/_matrix/client/v3/joined_rooms"), MatrixJson.Default.JoinedRoomsAnswer, ct).ConfigureAwait(false)).JoinedRooms;

    /// <summary>Replaces a room by one of another version; gives the new one. The old gets a tombstone.</summary>
    public async Task<RoomId> UpgradeRoomAsync(RoomId room, string version, CancellationToken ct)
    {
        var body = Body(new UpgradeRequest(version), MatrixJson.Default.UpgradeRequest);
        var answer = await PostAsync(
            Route.Of($"/_matrix/client/v3/rooms/{room}/upgrade"), body, MatrixJson.Default.UpgradeAnswer, ct).ConfigureAwait(false);
        return answer.ReplacementRoom;
    }

    private static byte[] Member(UserId user, string? reason) => Body(new MemberRequest(user, reason), MatrixJson.Default.MemberRequest);

    private static CreateRoomRequest ToRequest(CreateRoomOptions options) => new()
    {
        Preset = options.Preset,
        Visibility = options.Listed ? "public" : null,
        Name = options.Name,
        Topic = options.Topic,
        RoomAliasName = options.AliasLocalPart,
        Invite = options.Invite,
        IsDirect = options.IsDirect ? true : null,
        RoomVersion = options.RoomVersion,
        InitialState = options.InitialState is null
            ? null
            : [.. options.InitialState.Select(state => new InitialState(state.Content.EventType, state.StateKey, ToElement(state.Content)))],
        PowerLevelContentOverride = options.PowerLevels is null ? null : ToElement(options.PowerLevels),
        CreationContent = options.CreationContent,
    };

    private static JsonElement ToElement(EventContent content) => EventContentReader.ParseObject(content.ToJson());
}
