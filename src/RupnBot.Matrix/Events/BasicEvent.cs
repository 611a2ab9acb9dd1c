using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>An event outside a room's history: account data, ephemeral, to-device.</summary>
public sealed record BasicEvent(string Type, ReadOnlyMemory<byte> ContentJson, UserId? Sender = null)
{
    /// <summary>The content as it came.</summary>
    public JsonElement RawContent => EventContentReader.ParseObject(ContentJson.Span);

    /// <inheritdoc/>
    public override string ToString() => Type;
}
