using System.Text.Json;
using System.Text.Json.Serialization;

namespace RupnBot.Matrix;

/// <summary>A room to be made (specification, "POST /createRoom"); what is null the server decides.</summary>
public sealed record CreateRoomOptions
{
    /// <summary><c>private_chat</c>, <c>trusted_private_chat</c> or <c>public_chat</c>.</summary>
    public string? Preset { get; init; }

    /// <summary>Listed in the server's directory of rooms.</summary>
    public bool Listed { get; init; }

    /// <summary>The name shown.</summary>
    public string? Name { get; init; }

    /// <summary>The topic shown.</summary>
    public string? Topic { get; init; }

    /// <summary>The part of an alias before the server, without <c>#</c>.</summary>
    public string? AliasLocalPart { get; init; }

    /// <summary>Invited at once.</summary>
    public IReadOnlyList<UserId>? Invite { get; init; }

    /// <summary>Invites say that it is a direct chat.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The room version, such as <c>12</c>.</summary>
    public string? RoomVersion { get; init; }

    /// <summary>State to begin with, by state key; the content gives the type.</summary>
    public IReadOnlyList<(EventContent Content, string StateKey)>? InitialState { get; init; }

    /// <summary>Levels put over the preset's.</summary>
    public PowerLevelsContent? PowerLevels { get; init; }

    /// <summary>Further keys of <c>m.room.create</c>.</summary>
    public JsonElement? CreationContent { get; init; }
}

internal sealed record InitialState(string Type, string StateKey, JsonElement Content);

internal sealed record CreateRoomRequest
{
    public string? Preset { get; init; }

    public string? Visibility { get; init; }

    public string? Name { get; init; }

    public string? Topic { get; init; }

    public string? RoomAliasName { get; init; }

    public IReadOnlyList<UserId>? Invite { get; init; }

    public bool? IsDirect { get; init; }

    public string? RoomVersion { get; init; }

    public IReadOnlyList<InitialState>? InitialState { get; init; }

    public JsonElement? PowerLevelContentOverride { get; init; }

    public JsonElement? CreationContent { get; init; }
}

/// <summary>A room of the public directory; what others wrote of it.</summary>
public sealed record PublicRoom(
    RoomId RoomId, int NumJoinedMembers = 0, string? Name = null, string? Topic = null, string? CanonicalAlias = null, string? JoinRule = null);

/// <summary>A page of the public directory.</summary>
public sealed record PublicRoomsPage([property: JsonPropertyName("chunk")] IReadOnlyList<PublicRoom> Rooms, string? NextBatch = null);

/// <summary>What an alias stands for, and servers to join through.</summary>
public sealed record ResolvedAlias(RoomId RoomId, IReadOnlyList<string>? Servers = null);

internal sealed record RoomAnswer(RoomId RoomId);

internal sealed record ReasonRequest(string? Reason = null);

internal sealed record MemberRequest(UserId UserId, string? Reason = null);

internal sealed record JoinedRoomsAnswer(IReadOnlyList<RoomId> JoinedRooms);

internal sealed record UpgradeRequest(string NewVersion);

internal sealed record UpgradeAnswer(RoomId ReplacementRoom);

internal sealed record PublicRoomsFilter(string? GenericSearchTerm);

internal sealed record PublicRoomsRequest(PublicRoomsFilter Filter, int? Limit = null, string? Since = null);
