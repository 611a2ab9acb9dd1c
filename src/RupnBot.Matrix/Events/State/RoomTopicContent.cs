using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.topic</c>.</summary>
public sealed record RoomTopicContent(string Topic) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.RoomTopic;

    internal static RoomTopicContent? Read(JsonElement content) =>
        content.StringOrNull("topic") is { } value ? new RoomTopicContent(value) : null;

    private protected override void WriteFields(Utf8JsonWriter writer) => writer.WriteString("topic", Topic);
}
