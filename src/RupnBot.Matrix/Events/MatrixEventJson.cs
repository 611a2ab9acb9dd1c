using System.Buffers;
using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>An event as bytes and back, for keeping one as it came.</summary>
public static class MatrixEventJson
{
    /// <summary>The event as UTF-8 JSON: what this library reads of one, with the content byte for byte.</summary>
    public static byte[] ToJson(this MatrixEvent matrixEvent)
    {
        ArgumentNullException.ThrowIfNull(matrixEvent);
        var buffer = new ArrayBufferWriter<byte>(matrixEvent.ContentJson.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", matrixEvent.Type);
            writer.WriteString("event_id", matrixEvent.EventId.Value);
            writer.WriteString("sender", matrixEvent.Sender.Value);
            writer.WriteNumber("origin_server_ts", matrixEvent.OriginServerTs);
            if (matrixEvent.StateKey is { } key) writer.WriteString("state_key", key);
            writer.WritePropertyName("content");
            writer.WriteRawValue(matrixEvent.ContentJson.Span, skipInputValidation: true);
            if (matrixEvent.TransactionId is { } transaction)
            {
                writer.WriteStartObject("unsigned");
                writer.WriteString("transaction_id", transaction);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads an event of a room; null when its envelope cannot be read.</summary>
    public static MatrixEvent? Parse(ReadOnlySpan<byte> json, RoomId room)
    {
        try
        {
            var wire = new WireReader(json);
            return MatrixEventReader.Read(ref wire, room);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
