using System.Text.Json;
using System.Text.Json.Serialization;

namespace RupnBot.Matrix;

internal delegate bool IdentifierParser<T>(string? text, out T id);

/// <summary>Identifiers are strings on the wire, also as keys of an object.</summary>
internal abstract class IdentifierConverter<T>(IdentifierParser<T> parse, Func<T, string> text) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && parse(reader.GetString(), out var id) ? id : throw new JsonException("Not an identifier.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        parse(reader.GetString(), out var id) ? id : throw new JsonException("Not an identifier.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(text(value));
}

internal sealed class UserIdConverter() : IdentifierConverter<UserId>(UserId.TryParse, id => id.Value);

internal sealed class RoomIdConverter() : IdentifierConverter<RoomId>(RoomId.TryParse, id => id.Value);

internal sealed class EventIdConverter() : IdentifierConverter<EventId>(EventId.TryParse, id => id.Value);

internal sealed class DeviceIdConverter() : IdentifierConverter<DeviceId>(TryParse, id => id.Value)
{
    private static bool TryParse(string? text, out DeviceId id)
    {
        id = new DeviceId(text ?? "");
        return !string.IsNullOrEmpty(text);
    }
}
