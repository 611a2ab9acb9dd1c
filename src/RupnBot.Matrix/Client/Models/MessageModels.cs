using System.Text.Json.Serialization;

namespace RupnBot.Matrix;

internal sealed record EventAnswer(EventId EventId);

internal sealed record TypingRequest(bool Typing, long? Timeout = null);

internal sealed record ReadMarkersRequest(
    [property: JsonPropertyName("m.fully_read")] EventId? FullyRead,
    [property: JsonPropertyName("m.read")] EventId? Read,
    [property: JsonPropertyName("m.read.private")] EventId? PrivateRead);
