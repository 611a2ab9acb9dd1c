using System.Text.Json.Serialization;

namespace RupnBot.Matrix;

/// <summary>A user's global profile; whatever its bearer wrote.</summary>
public sealed record MatrixProfile(
    [property: JsonPropertyName("displayname")] string? DisplayName = null, string? AvatarUrl = null);

/// <summary>A member as <c>/joined_members</c> gives it.</summary>
public sealed record JoinedMember(string? DisplayName = null, string? AvatarUrl = null);

internal sealed record JoinedMembersAnswer(IReadOnlyDictionary<UserId, JoinedMember> Joined);

/// <summary>Whether a user is there; <paramref name="LastActiveAgo"/> in milliseconds.</summary>
public sealed record Presence(
    [property: JsonPropertyName("presence")] string State, string? StatusMsg = null, long? LastActiveAgo = null, bool? CurrentlyActive = null);

internal sealed record PresenceRequest([property: JsonPropertyName("presence")] string State, string? StatusMsg = null);

/// <summary>A user the directory found.</summary>
public sealed record FoundUser(UserId UserId, string? DisplayName = null, string? AvatarUrl = null);

/// <summary>What the user directory found; <paramref name="Limited"/> when there is more.</summary>
public sealed record UserSearchPage([property: JsonPropertyName("results")] IReadOnlyList<FoundUser> Users, bool Limited = false);

internal sealed record UserSearchRequest(string SearchTerm, int? Limit = null);

/// <summary>A tag the user put on a room; <paramref name="Order"/> between 0 and 1.</summary>
public sealed record RoomTag(double? Order = null);

internal sealed record TagsAnswer(IReadOnlyDictionary<string, RoomTag> Tags);

/// <summary>A device of the account.</summary>
public sealed record MatrixDevice(DeviceId DeviceId, string? DisplayName = null, string? LastSeenIp = null, long? LastSeenTs = null);

internal sealed record DevicesAnswer(IReadOnlyList<MatrixDevice> Devices);

internal sealed record RenameDeviceRequest(string DisplayName);
