using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>What stands under <c>content</c> of an event: one sealed record for each type known here, <see cref="UnknownContent"/> for the rest.</summary>
public abstract record EventContent
{
    // The result goes over HTTP as application/json, never into a page: only JSON's own escapes are needed.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>The event type this content is sent as.</summary>
    public abstract string EventType { get; }

    /// <summary>Further top-level keys to write beside the typed ones. Only written, never read.</summary>
    public IReadOnlyDictionary<string, JsonElement>? ExtraFields { get; init; }

    /// <summary>The content as UTF-8 JSON, ready to be sent.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Writing)) WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The content as JSON text.</summary>
    public string ToJsonString() => Encoding.UTF8.GetString(ToJson());

    internal virtual void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteFields(writer);
        foreach (var (name, value) in ExtraFields ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private protected abstract void WriteFields(Utf8JsonWriter writer);
}
