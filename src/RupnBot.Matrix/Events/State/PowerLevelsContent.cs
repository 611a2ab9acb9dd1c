using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.power_levels</c> as written; what is null takes the specification's default (see <see cref="PowerLevels"/>).</summary>
public sealed record PowerLevelsContent : EventContent
{
    private const int MaximumEntries = 100_000;

    /// <inheritdoc/>
    public override string EventType => EventTypes.PowerLevels;

    /// <summary>Levels of users by their id.</summary>
    public IReadOnlyDictionary<string, long> Users { get; init; } = new Dictionary<string, long>();

    /// <summary>Levels needed to send, by event type.</summary>
    public IReadOnlyDictionary<string, long> Events { get; init; } = new Dictionary<string, long>();

    /// <summary>Level of users not named.</summary>
    public long? UsersDefault { get; init; }

    /// <summary>Level needed for events not named.</summary>
    public long? EventsDefault { get; init; }

    /// <summary>Level needed for state not named.</summary>
    public long? StateDefault { get; init; }

    /// <summary>Level needed to ban.</summary>
    public long? Ban { get; init; }

    /// <summary>Level needed to kick.</summary>
    public long? Kick { get; init; }

    /// <summary>Level needed to redact what others sent.</summary>
    public long? Redact { get; init; }

    /// <summary>Level needed to invite.</summary>
    public long? Invite { get; init; }

    internal static PowerLevelsContent Read(JsonElement content) => new()
    {
        Users = ReadLevels(content, "users"),
        Events = ReadLevels(content, "events"),
        UsersDefault = content.LongOrNull("users_default"),
        EventsDefault = content.LongOrNull("events_default"),
        StateDefault = content.LongOrNull("state_default"),
        Ban = content.LongOrNull("ban"),
        Kick = content.LongOrNull("kick"),
        Redact = content.LongOrNull("redact"),
        Invite = content.LongOrNull("invite"),
    };

    private static Dictionary<string, long> ReadLevels(JsonElement content, string name)
    {
        var levels = new Dictionary<string, long>();
        if (content.ObjectOrNull(name) is not { } map) return levels;
        foreach (var entry in map.EnumerateObject().Take(MaximumEntries))
            if (entry.Value.AsLong() is { } level) levels[entry.Name] = level;
        return levels;
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        WriteLevels(writer, "users", Users);
        WriteLevels(writer, "events", Events);
        WriteLevel(writer, "users_default", UsersDefault);
        WriteLevel(writer, "events_default", EventsDefault);
        WriteLevel(writer, "state_default", StateDefault);
        WriteLevel(writer, "ban", Ban);
        WriteLevel(writer, "kick", Kick);
        WriteLevel(writer, "redact", Redact);
        WriteLevel(writer, "invite", Invite);
    }

    private static void WriteLevel(Utf8JsonWriter writer, string name, long? level)
    {
        if (level is { } value) writer.WriteNumber(name, value);
    }

    private static void WriteLevels(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, long> levels)
    {
        if (levels.Count == 0) return;
        writer.WriteStartObject(name);
        foreach (var (key, level) in levels) writer.WriteNumber(key, level);
        writer.WriteEndObject();
    }
}
