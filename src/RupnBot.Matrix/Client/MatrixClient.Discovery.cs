using System.Text.Json;

namespace RupnBot.Matrix;

public sealed partial class MatrixClient
{
    /// <summary>What the server speaks; needs no session.</summary>
    public Task<ServerVersions> GetVersionsAsync(CancellationToken ct) => SendAsync(
        new MatrixRequest(HttpMethod.Get, Route.Of($"/_matrix/client/versions")) { Authenticated = false, Repeatable = true },
        Json.Reader(MatrixJson.Default.ServerVersions),
        ct);

    /// <summary>What the account may do here.</summary>
    public async Task<ServerCapabilities> GetCapabilitiesAsync(CancellationToken ct)
    {
        var answer = await GetAsync(Route.Of($"/_matrix/client/v3/capabilities"), MatrixJson.Default.CapabilitiesAnswer, ct).ConfigureAwait(false);
        var all = answer.Capabilities;
        return new ServerCapabilities(
            all.ObjectOrNull("m.room_versions")?.StringOrNull("default"),
            IsEnabled(all, "m.set_displayname"),
            IsEnabled(all, "m.set_avatar_url"),
            all);
    }

    // Specification, "Capabilities negotiation": what is not said is allowed.
    private static bool IsEnabled(JsonElement capabilities, string name) =>
        capabilities.ObjectOrNull(name)?.BooleanOrNull("enabled") ?? true;
}
