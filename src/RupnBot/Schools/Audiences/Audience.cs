using System.Text.Json;
using System.Text.Json.Serialization;
using RupnBot.Scheduling.Calendar;

namespace RupnBot.Schools.Audiences;

/// <summary>
/// Which salons are meant: those that fit <see cref="Among"/>, less those that fit any of <see cref="Except"/>. Found anew each time it is looked
/// at, so that a salon that came meanwhile is in it.
/// </summary>
/// <param name="Among">What they must fit; empty: all salons.</param>
/// <param name="Except">Each takes away what fits it.</param>
public sealed record Audience(AudienceCriteria Among, IReadOnlyList<AudienceCriteria> Except)
{
    /// <summary>As it was written, for whoever looks at it later.</summary>
    public string Written { get; init; } = "";

    public static Audience Everybody { get; } = new(AudienceCriteria.None, []);

    public string ToJson() => JsonSerializer.Serialize(this, AudienceJson.Default.Audience);

    /// <exception cref="JsonException">It is not what <see cref="ToJson"/> wrote.</exception>
    public static Audience FromJson(string json) => JsonSerializer.Deserialize(json, AudienceJson.Default.Audience) ?? throw new JsonException("An audience is an object.");
}

/// <summary>Criteria of one kind are alternatives; of different kinds all must hold.</summary>
public sealed record AudienceCriteria
{
    public static AudienceCriteria None { get; } = new();

    public IReadOnlyList<SchoolKind> Kinds { get; init; } = [];

    /// <summary>Codes, e.g. <c>86</c>.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    public IReadOnlyList<SchoolZone> Zones { get; init; } = [];

    /// <summary>Tags as they are shown, without their mark; compared folded.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Themes the salon subscribes to, as they are shown; compared folded.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Salons by name, as they are shown; compared folded.</summary>
    public IReadOnlyList<string> Salons { get; init; } = [];

    [JsonIgnore]
    public bool IsEmpty => Kinds.Count == 0 && Departments.Count == 0 && Zones.Count == 0 && Tags.Count == 0 && Topics.Count == 0 && Salons.Count == 0;
}

[JsonSerializable(typeof(Audience))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class AudienceJson : JsonSerializerContext;
