using System.Buffers;
using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>Additions that keep the content's own type.</summary>
public static class EventContentExtensions
{
    /// <summary>The same content with one more top-level key holding a string.</summary>
    public static T WithExtra<T>(this T content, string key, string value) where T : EventContent
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrEmpty(key);
        var fields = content.ExtraFields is { } before ? new Dictionary<string, JsonElement>(before) : [];
        fields[key] = StringElement(value);
        return (T)(content with { ExtraFields = fields });
    }

    private static JsonElement StringElement(string value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) writer.WriteStringValue(value);
        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
