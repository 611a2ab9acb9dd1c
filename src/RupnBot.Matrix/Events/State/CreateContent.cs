using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.create</c>.</summary>
public sealed record CreateContent : EventContent
{
    private const int MaximumCreators = 10_000;

    /// <inheritdoc/>
    public override string EventType => EventTypes.Create;

    /// <summary>The room version; <c>1</c> when the event does not say.</summary>
    public string RoomVersion { get; init; } = "1";

    /// <summary>The creator, up to room version 10; afterwards it is the sender of the event.</summary>
    public UserId? Creator { get; init; }

    /// <summary>Who else is a creator, from room version 12 on.</summary>
    public IReadOnlyList<UserId> AdditionalCreators { get; init; } = [];

    /// <summary>The room this one continues.</summary>
    public RoomId? Predecessor { get; init; }

    /// <summary>The kind of room, such as <c>m.space</c>; null for a place to talk.</summary>
    public string? RoomType { get; init; }

    internal static CreateContent Read(JsonElement content) => new()
    {
        RoomVersion = content.StringOrNull("room_version") ?? "1",
        Creator = content.UserIdOrNull("creator"),
        AdditionalCreators = ReadCreators(content),
        Predecessor = content.ObjectOrNull("predecessor")?.RoomIdOrNull("room_id"),
        RoomType = content.StringOrNull("type"),
    };

    private static List<UserId> ReadCreators(JsonElement content)
    {
        var users = new List<UserId>();
        foreach (var entry in content.Items("additional_creators", MaximumCreators))
            if (UserId.TryParse(entry.AsString(), out var user)) users.Add(user);
        return users;
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("room_version", RoomVersion);
        if (Creator is { } creator) writer.WriteString("creator", creator.Value);
        if (RoomType is not null) writer.WriteString("type", RoomType);
        if (Predecessor is { } room)
        {
            writer.WriteStartObject("predecessor");
            writer.WriteString("room_id", room.Value);
            writer.WriteEndObject();
        }
        if (AdditionalCreators.Count == 0) return;
        writer.WriteStartArray("additional_creators");
        foreach (var user in AdditionalCreators) writer.WriteStringValue(user.Value);
        writer.WriteEndArray();
    }
}
