using System.Text.Json;
using System.Text.Json.Serialization;

namespace RupnBot.Matrix;

/// <summary>What the server speaks: versions of the specification, and experiments by their name.</summary>
public sealed record ServerVersions(IReadOnlyList<string> Versions)
{
    /// <summary>Experiments that are on or off.</summary>
    public IReadOnlyDictionary<string, bool> UnstableFeatures { get; init; } = new Dictionary<string, bool>();

    /// <summary>The server says it speaks this version, such as <c>v1.11</c>.</summary>
    public bool Supports(string version) => Versions.Contains(version);
}

/// <summary>What the account may do, and the room version new rooms get.</summary>
public sealed record ServerCapabilities(string? DefaultRoomVersion, bool CanSetDisplayName, bool CanSetAvatar, JsonElement Raw);

internal sealed record WellKnownServer(string BaseUrl);

internal sealed record WellKnownAnswer([property: JsonPropertyName("m.homeserver")] WellKnownServer Homeserver);

internal sealed record TchapAnswer(string Hs);

internal sealed record CapabilitiesAnswer(JsonElement Capabilities);

internal sealed record FilterAnswer(string FilterId);
