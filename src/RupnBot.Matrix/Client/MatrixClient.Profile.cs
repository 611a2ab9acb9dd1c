using System.Text.Json;

namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>A user's name and picture; null when there is no such user, or nothing to see.</summary>
    public Task<MatrixProfile?> GetProfileAsync(UserId user, CancellationToken ct) =>
        OrNullAsync(GetAsync(Route.Of($"/_matrix/client/v3/profile/{user}"), MatrixJson.Default.MatrixProfile, ct));

    /// <summary>Sets one's own name, in all rooms.</summary>
    public Task SetDisplayNameAsync(string name, CancellationToken ct) => PutAsync(
        Route.Of($"/_matrix/client/v3/profile/{Self}/displayname"), Json.Write(writer => writer.WriteString("displayname", name)), ct);

    /// <summary>Sets one's own picture, in all rooms.</summary>
    public Task SetAvatarAsync(MxcUri picture, CancellationToken ct) => PutAsync(
        Route.Of($"/_matrix/client/v3/profile/{Self}/avatar_url"), Json.Write(writer => writer.WriteString("avatar_url", picture.ToString())), ct);

    /// <summary>Whether a user is there.</summary>
    public Task<Presence> GetPresenceAsync(UserId user, CancellationToken ct) =>
        GetAsync(Route.Of($"/_matrix/client/v3/presence/{user}/status"), MatrixJson.Default.Presence, ct);

    /// <summary>Says whether one is there: <c>online</c>, <c>unavailable</c> or <c>offline</c>.</summary>
    public Task SetPresenceAsync(string state, string? statusMessage = null, CancellationToken ct = default) => PutAsync(
        Route.Of($"/_matrix/client/v3/presence/{Self}/status"),
        Body(new PresenceRequest(state, statusMessage), MatrixJson.Default.PresenceRequest),
        ct);

    /// <summary>The account's devices.</summary>
    public async Task<IReadOnlyList<MatrixDevice>> GetDevicesAsync(CancellationToken ct) =>
        (await GetAsync(Route.Of($"/_matrix/client/v3/devices"), MatrixJson.Default.DevicesAnswer, ct).ConfigureAwait(false)).Devices;

    /// <summary>Renames a device.</summary>
    public Task RenameDeviceAsync(DeviceId device, string name, CancellationToken ct) => PutAsync(
        Route.Of($"/_matrix/client/v3/devices/{device}"), Body(new RenameDeviceRequest(name), MatrixJson.Default.RenameDeviceRequest), ct);

    /// <summary>The account's rules on what notifies.</summary>
    public Task<JsonElement> GetPushRulesAsync(CancellationToken ct) =>
        GetAsync(Route.Of($"/_matrix/client/v3/pushrules/"), Json.Element, ct);
}
