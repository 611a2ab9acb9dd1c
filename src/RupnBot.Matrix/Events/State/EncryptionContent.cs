using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary><c>m.room.encryption</c>: the room is encrypted, for good.</summary>
public sealed record EncryptionContent(string Algorithm) : EventContent
{
    /// <inheritdoc/>
    public override string EventType => EventTypes.Encryption;

    /// <summary>How long a session is used, in milliseconds, as the room wishes.</summary>
    public long? RotationPeriodMs { get; init; }

    /// <summary>For how many messages a session is used, as the room wishes.</summary>
    public long? RotationPeriodMessages { get; init; }

    internal static EncryptionContent? Read(JsonElement content) => content.StringOrNull("algorithm") is { } value
        ? new EncryptionContent(value) { RotationPeriodMs = content.LongOrNull("rotation_period_ms"), RotationPeriodMessages = content.LongOrNull("rotation_period_msgs") }
        : null;

    private protected override void WriteFields(Utf8JsonWriter writer)
    {
        writer.WriteString("algorithm", Algorithm);
        if (RotationPeriodMs is { } period) writer.WriteNumber("rotation_period_ms", period);
        if (RotationPeriodMessages is { } messages) writer.WriteNumber("rotation_period_msgs", messages);
    }
}
