using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.redaction</c>; <paramref name="Redacts"/> stands here from room version 11 on (see <see cref="MatrixEvent.Redacts"/>).</summary>
public sealed record RedactionContent(EventId? Redacts = null, string? Reason = null) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.Redaction;

    internal static RedactionContent Read(JsonElement content) =>
        new(content.EventIdOrNull("redacts"), content.StringOrNull("reason"));

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        if (Redacts is { } id) writer.WriteString("redacts", id.Value);
        if (Reason is not null) writer.WriteString("reason", Reason);
    }
}
