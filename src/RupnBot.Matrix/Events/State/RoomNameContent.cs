using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.name</c>; empty when the name was taken away.</summary>
public sealed record RoomNameContent(string Name) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.RoomName;

    internal static RoomNameContent? Read(JsonElement content) =>
        content.StringOrNull("name") is { } value ? new RoomNameContent(value) : null;

    private protected override void WriteFields(Utf8JsonWriter writer) => writer.WriteString("name", Name);
}
