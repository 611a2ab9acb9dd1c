using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.encryption</c>: the room is encrypted, for good.</summary>
public sealed record EncryptionContent(string Algorithm) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.Encryption;

    internal static EncryptionContent? Read(JsonElement content) =>
        content.StringOrNull("algorithm") is { } value ? new EncryptionContent(value) : null;

    private protected override void WriteFields(Utf8JsonWriter writer) => writer.WriteString("algorithm", Algorithm);
}
