using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>The end of a poll (MSC3381).</summary>
public sealed record PollEndContent(EventId Start) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.PollEnd;

    /// <summary>What clients without polls show.</summary>
    public string? FallbackText { get; init; }

    internal static PollEndContent? Read(JsonElement content) =>
        RelatesTo.Read(content) is { RelType: RelatesTo.Reference, EventId: { } start }
            ? new PollEndContent(start) { FallbackText = PollNames.Text(content) }
            : null;

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(EventTypes.PollEnd);
        writer.WriteEndObject();
        writer.WriteString(PollNames.UnstableText, FallbackText ?? "");
        new RelatesTo(RelatesTo.Reference, Start).WriteTo(writer);
    }
}
