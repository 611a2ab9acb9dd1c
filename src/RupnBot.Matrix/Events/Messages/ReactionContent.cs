using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.reaction</c>: one emoji, or short text, on an event.</summary>
public sealed record ReactionContent(EventId Target, string Key) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.Reaction;

    internal static ReactionContent? Read(JsonElement content) =>
        RelatesTo.Read(content) is { RelType: RelatesTo.Annotation, EventId: { } target, Key: { } key } ? new ReactionContent(target, key) : null;

    private protected override void WriteFields(Utf8JsonWriter writer) =>
        new RelatesTo(RelatesTo.Annotation, Target, Key).WriteTo(writer);
}
