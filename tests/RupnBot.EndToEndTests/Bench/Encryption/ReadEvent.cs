using System.Text.Json;
using RupnBot.Crypto;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>An encrypted event, and what the engine made of it.</summary>
internal sealed record ReadEvent(string EventId, string Sender, RoomDecryption Result)
{
    public string? Type => (Result as RoomDecryption.Read)?.Type;

    public SenderTrust? Trust => (Result as RoomDecryption.Read)?.Trust;

    public JsonElement? Content => Result is RoomDecryption.Read read ? JsonSerializer.Deserialize<JsonElement>(read.ContentJson.Span) : null;

    public string? Body => Content is { } content && content.TryGetProperty("body", out var body) ? body.GetString() : null;
}
