using System.Text.Json;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>Reads properties that may be missing or of another type than they should.</summary>
internal static class JsonElementExtensions
{
    /// <summary>A property as text; null when absent or blank. Numbers count: identifiers are often written so.</summary>
    public static string? Text(this JsonElement owner, string name, int limit) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value.AsText(limit) : null;

    public static string? AsText(this JsonElement value, int limit)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => WellFormed(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (string.IsNullOrWhiteSpace(text)) return null;
        return text.Length <= limit ? text : text[..limit];
    }

    public static IEnumerable<JsonElement>? List(this JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : null;

    public static Uri? Address(this JsonElement owner, string name, Uri? address, FeedLimits limits) =>
        owner.Text(name, limits.ShortText) is { } text ? WebAddress.Resolve(text, address) : null;

    // An escaped half of a surrogate pair is valid JSON and no text.
    private static string? WellFormed(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
