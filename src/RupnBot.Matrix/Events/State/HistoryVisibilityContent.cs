using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.history_visibility</c>: <c>world_readable</c>, <c>shared</c>, <c>invited</c> or <c>joined</c>.</summary>
public sealed record HistoryVisibilityContent(string Visibility) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.HistoryVisibility;

    internal static HistoryVisibilityContent? Read(JsonElement content) =>
        content.StringOrNull("history_visibility") is { } value ? new HistoryVisibilityContent(value) : null;

    private protected override void WriteFields(Utf8JsonWriter writer) => writer.WriteString("history_visibility", Visibility);
}
