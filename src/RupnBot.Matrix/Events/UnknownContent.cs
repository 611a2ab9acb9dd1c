using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>Content of a type not known here, or of a known type that did not parse: kept as it came.</summary>
public sealed record UnknownContent(string Type, JsonElement RawContent) : EventContent
{
    /// <summary>The type is known, but the content is not of its form (and the event is not a redacted one).</summary>
    public bool Malformed { get; init; }

    /// <inheritdoc/>
    public override string EventType => Type;

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        if (RawContent.ValueKind != JsonValueKind.Object) return;
        foreach (var property in RawContent.EnumerateObject())
            if (ExtraFields?.ContainsKey(property.Name) != true) property.WriteTo(writer);
    }
}
