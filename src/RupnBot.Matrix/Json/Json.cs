using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RupnBot.Matrix;

/// <summary>Readers of answers.</summary>
internal static class Json
{
    /// <summary>For answers that carry nothing.</summary>
    public static readonly ResponseReader<bool> Ignore = static (_, _) => true;

    /// <summary>A copy of the answer's object.</summary>
    public static readonly ResponseReader<JsonElement> Element = static (_, body) =>
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = EventContentReader.MaximumDepth });
        return JsonElement.ParseValue(ref reader);
    };

    public static ResponseReader<T> Reader<T>(JsonTypeInfo<T> type) => (_, body) => Read(body.Span, type);

    public static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("Null.");
        }
        // Half a surrogate pair in a string.
        catch (InvalidOperationException)
        {
            throw new JsonException("A string that is no text.");
        }
    }

    /// <summary>A small body written by hand.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
