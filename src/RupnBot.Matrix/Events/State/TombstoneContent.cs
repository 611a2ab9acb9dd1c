using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.tombstone</c>: the room goes on in another; null when it is merely closed.</summary>
public sealed record TombstoneContent(RoomId? Replacement, string Body = "") : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.Tombstone;

    internal static TombstoneContent Read(JsonElement content) =>
        new(content.RoomIdOrNull("replacement_room"), content.StringOrNull("body") ?? "");

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("body", Body);
        if (Replacement is { } room) writer.WriteString("replacement_room", room.Value);
    }
}
