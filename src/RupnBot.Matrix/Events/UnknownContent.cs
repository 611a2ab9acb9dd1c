using System.Runtime.InteropServices;
using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>Content of a type not known here, or of a known type that did not parse: kept as it came.</summary>
public sealed record UnknownContent(string Type, JsonElement RawContent) : EventContent
{
    /// <summary>The type is known, but the content is not of its form (and the event is not a redacted one).</summary>
    public bool Malformed { get; init; }

    /// <inheritdoc/>
    public override string EventType => Type;

    internal override void WriteTo(Utf8JsonWriter writer)
    {
        // As it came, byte for byte: it may hold strings that no writer would write.
        if (ExtraFields is null && RawContent.ValueKind == JsonValueKind.Object)
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(RawContent), skipInputValidation: true);
        else base.WriteTo(writer);
    }

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        if (RawContent.ValueKind != JsonValueKind.Object) return;
        foreach (var property in RawContent.EnumerateObject())
            if (ExtraFields?.ContainsKey(property.Name) != true) property.WriteTo(writer);
    }
}
