using System.Text.Json.Nodes;

namespace RupnBot.Demo.Colleagues.Encryption;

public sealed partial class EncryptedColleague
{
    /// <summary>Opens a « salon privé », which Tchap encrypts, and invites people.</summary>
    /// <returns>The room's id.</returns>
    public async Task<string> CreateSalonAsync(string name, IReadOnlyList<string> invited, CancellationToken cancellationToken, int? messagesPerKey = null)
    {
        var request = new JsonObject { ["name"] = name, ["invited"] = new JsonArray([.. invited.Select(user => JsonValue.Create(user))]) };
        if (messagesPerKey is not null) request["rotation"] = new JsonObject { ["rotation_period_msgs"] = messagesPerKey };
        return (await _sdk.DoAsync("createSalon", request, cancellationToken))!["room_id"]!.GetValue<string>();
    }

    /// <summary>Opens an encrypted direct chat, and marks it as such as clients do.</summary>
    /// <returns>The room's id.</returns>
    public async Task<string> OpenDirectChatAsync(string userId, CancellationToken cancellationToken) =>
        (await _sdk.DoAsync("openDirectChat", new JsonObject { ["user"] = userId }, cancellationToken))!["room_id"]!.GetValue<string>();

    public Task JoinAsync(string roomId, CancellationToken cancellationToken) =>
        _sdk.DoAsync("join", new JsonObject { ["room"] = roomId }, cancellationToken);

    public Task InviteAsync(string roomId, string userId, CancellationToken cancellationToken) =>
        _sdk.DoAsync("invite", new JsonObject { ["room"] = roomId, ["user"] = userId }, cancellationToken);

    public Task LeaveAsync(string roomId, CancellationToken cancellationToken) =>
        _sdk.DoAsync("leave", new JsonObject { ["room"] = roomId }, cancellationToken);

    /// <summary>Waits until this client knows that someone has joined, or no longer is there: it shares its keys accordingly.</summary>
    public Task WaitForMemberAsync(string roomId, string userId, CancellationToken cancellationToken, bool present = true) =>
        Eventually.GetAsync(
            async token => (await MembersAsync(roomId, token)).Contains(userId) == present ? userId : null,
            () => $"{userId} {(present ? "joins" : "leaves")} {roomId}",
            null,
            cancellationToken);

    private async Task<IReadOnlyList<string>> MembersAsync(string roomId, CancellationToken cancellationToken)
    {
        var answer = await _sdk.DoAsync("members", new JsonObject { ["room"] = roomId }, cancellationToken);
        return [.. answer!.AsArray().Select(member => (string)member!)];
    }
}
