using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues;

public sealed partial class Colleague
{
    private const string AccessRules = "im.vector.room.access_rules";

    /// <summary>Opens a salon with the settings that Tchap gives it, and invites people.</summary>
    /// <returns>The room's id.</returns>
    public Task<string> CreateSalonAsync(
        string name, SalonKind kind, IReadOnlyList<string> invited, CancellationToken cancellationToken, string? roomVersion = null)
    {
        var request = new JsonObject
        {
            ["name"] = name,
            ["preset"] = kind == SalonKind.Forum ? "public_chat" : "private_chat",
            ["invite"] = new JsonArray([.. invited.Select(user => JsonValue.Create(user))]),
            ["initial_state"] = new JsonArray(
                State(AccessRules, "rule", "restricted"),
                State("m.room.history_visibility", "history_visibility", kind == SalonKind.Forum ? "shared" : "invited")),
            ["power_level_content_override"] = new JsonObject
            {
                ["invite"] = 50,
                ["state_default"] = 100,
                ["events_default"] = 0,
                ["users_default"] = 0,
            },
        };
        if (roomVersion is not null) request["room_version"] = roomVersion;
        return CreateRoomAsync(request, cancellationToken);
    }

    /// <summary>Opens a direct chat with someone, and marks it as such as clients do.</summary>
    /// <returns>The room's id.</returns>
    public async Task<string> OpenDirectChatAsync(string userId, CancellationToken cancellationToken)
    {
        var roomId = await CreateRoomAsync(
            new JsonObject
            {
                ["preset"] = "trusted_private_chat",
                ["is_direct"] = true,
                ["invite"] = new JsonArray(userId),
                ["initial_state"] = new JsonArray(State(AccessRules, "rule", "direct")),
            },
            cancellationToken);
        await _calls.CallAsync(
            HttpMethod.Put,
            $"v3/user/{Escape(UserId)}/account_data/m.direct",
            new JsonObject { [userId] = new JsonArray(roomId) },
            cancellationToken);
        return roomId;
    }

    public Task InviteAsync(string roomId, string userId, CancellationToken cancellationToken) =>
        MembershipAsync(roomId, "invite", userId, cancellationToken);

    public Task KickAsync(string roomId, string userId, CancellationToken cancellationToken) =>
        MembershipAsync(roomId, "kick", userId, cancellationToken);

    public Task BanAsync(string roomId, string userId, CancellationToken cancellationToken) =>
        MembershipAsync(roomId, "ban", userId, cancellationToken);

    public Task JoinAsync(string roomId, CancellationToken cancellationToken) =>
        _calls.CallAsync(HttpMethod.Post, $"v3/rooms/{Escape(roomId)}/join", [], cancellationToken);

    public Task LeaveAsync(string roomId, CancellationToken cancellationToken) =>
        _calls.CallAsync(HttpMethod.Post, $"v3/rooms/{Escape(roomId)}/leave", [], cancellationToken);

    /// <summary>Gives someone a power level, keeping everyone else's.</summary>
    public async Task SetPowerLevelAsync(string roomId, string userId, int level, CancellationToken cancellationToken)
    {
        var levels = await StateAsync(roomId, "m.room.power_levels", cancellationToken);
        if (levels["users"] is not JsonObject users) levels["users"] = users = [];
        users[userId] = level;
        await SetStateAsync(roomId, "m.room.power_levels", levels, cancellationToken);
    }

    /// <summary>Replaces the room by a newer one, as a client's "upgrade" does.</summary>
    /// <returns>The new room's id.</returns>
    public async Task<string> UpgradeAsync(string roomId, string newVersion, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["new_version"] = newVersion };
        var answer = await _calls.CallAsync(HttpMethod.Post, $"v3/rooms/{Escape(roomId)}/upgrade", body, cancellationToken);
        return answer["replacement_room"]!.GetValue<string>();
    }

    public Task<JsonObject> StateAsync(string roomId, string type, CancellationToken cancellationToken, string stateKey = "") =>
        _calls.CallAsync(HttpMethod.Get, $"v3/rooms/{Escape(roomId)}/state/{Escape(type)}/{Escape(stateKey)}", null, cancellationToken);

    public Task SetStateAsync(string roomId, string type, JsonObject content, CancellationToken cancellationToken, string stateKey = "") =>
        _calls.CallAsync(HttpMethod.Put, $"v3/rooms/{Escape(roomId)}/state/{Escape(type)}/{Escape(stateKey)}", content, cancellationToken);

    /// <summary>The ids of the members who have joined.</summary>
    public async Task<IReadOnlyList<string>> MembersAsync(string roomId, CancellationToken cancellationToken)
    {
        var answer = await _calls.CallAsync(HttpMethod.Get, $"v3/rooms/{Escape(roomId)}/joined_members", null, cancellationToken);
        return [.. (answer["joined"] as JsonObject ?? []).Select(member => member.Key)];
    }

    /// <summary>Waits until someone has joined.</summary>
    public Task WaitForMemberAsync(string roomId, string userId, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        Eventually.GetAsync(
            async token => (await MembersAsync(roomId, token)).FirstOrDefault(member => member == userId),
            () => $"{userId} joins {roomId}",
            timeout,
            cancellationToken);

    private static JsonObject State(string type, string key, string value) =>
        new() { ["type"] = type, ["state_key"] = "", ["content"] = new JsonObject { [key] = value } };

    private async Task<string> CreateRoomAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var answer = await _calls.CallAsync(HttpMethod.Post, "v3/createRoom", request, cancellationToken);
        return answer["room_id"]!.GetValue<string>();
    }

    private Task<JsonObject> MembershipAsync(string roomId, string change, string userId, CancellationToken cancellationToken) =>
        _calls.CallAsync(
            HttpMethod.Post, $"v3/rooms/{Escape(roomId)}/{change}", new JsonObject { ["user_id"] = userId }, cancellationToken);
}
