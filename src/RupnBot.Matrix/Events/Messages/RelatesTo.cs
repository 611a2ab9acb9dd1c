using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.relates_to</c> (specification, "Forming relationships between events").</summary>
public sealed record RelatesTo(
    string? RelType = null, EventId? EventId = null, string? Key = null, EventId? InReplyTo = null, bool IsFallingBack = false)
{
#pragma warning disable CS1591 // The specification's names.
    public const string Replace = "m.replace";
    public const string Annotation = "m.annotation";
    public const string Reference = "m.reference";
    public const string Thread = "m.thread";
#pragma warning restore CS1591

    internal static RelatesTo? Read(JsonElement content)
    {
        if (content.ObjectOrNull("m.relates_to") is not { } relation) return null;
        return new RelatesTo(
            relation.StringOrNull("rel_type"),
            relation.EventIdOrNull("event_id"),
            relation.StringOrNull("key"),
            relation.ObjectOrNull("m.in_reply_to")?.EventIdOrNull("event_id"),
            relation.BooleanOrNull("is_falling_back") ?? false);
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("m.relates_to");
        if (RelType is not null) writer.WriteString("rel_type", RelType);
        if (EventId is { } id) writer.WriteString("event_id", id.Value);
        if (Key is not null) writer.WriteString("key", Key);
        if (InReplyTo is { } replied)
        {
            writer.WriteStartObject("m.in_reply_to");
            writer.WriteString("event_id", replied.Value);
            writer.WriteEndObject();
        }
        if (IsFallingBack) writer.WriteBoolean("is_falling_back", true);
        writer.WriteEndObject();
    }
}
