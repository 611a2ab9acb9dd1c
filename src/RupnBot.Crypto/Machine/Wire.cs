using System.Text.Json;

namespace RupnBot.Crypto;

/// <summary>
/// Reads JSON somebody else wrote. Nothing here throws: what is absent, of another kind, too long, or holds half a surrogate pair (which
/// <see cref="JsonElement"/> answers with an exception) is simply not there.
/// </summary>
internal static class Wire
{
    public static bool TryGet(JsonElement obj, string name, out JsonElement value)
    {
        value = default;
        try
        {
            return obj.ValueKind == JsonValueKind.Object && obj.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static bool TryGetObject(JsonElement obj, string name, out JsonElement value) =>
        TryGet(obj, name, out value) && value.ValueKind == JsonValueKind.Object;

    public static string? Text(JsonElement obj, string name, int maximum = InboundLimits.Name) =>
        TryGet(obj, name, out var value) ? Text(value, maximum) : null;

    public static string? Text(JsonElement value, int maximum = InboundLimits.Name)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            var text = value.GetString();
            return text?.Length <= maximum ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static int Integer(JsonElement obj, string name, int fallback) =>
        TryGet(obj, name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : fallback;

    public static bool Flag(JsonElement obj, string name) => TryGet(obj, name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>At most so many members of an object; those whose names cannot be read are left out.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement obj, int maximum)
    {
        if (obj.ValueKind != JsonValueKind.Object) yield break;
        foreach (var member in obj.EnumerateObject())
        {
            if (maximum-- <= 0) yield break;
            if (NameOf(member) is { Length: <= InboundLimits.Name } name) yield return (name, member.Value);
        }
    }

    /// <summary>At most so many texts of an array.</summary>
    public static IEnumerable<string> Texts(JsonElement array, int maximum)
    {
        if (array.ValueKind != JsonValueKind.Array) yield break;
        foreach (var item in array.EnumerateArray())
        {
            if (maximum-- <= 0) yield break;
            if (Text(item) is { } text) yield return text;
        }
    }

    /// <summary>Parses a decrypted plaintext; null when it is no JSON object, or too deep.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = InboundLimits.Depth });
        }
        catch (JsonException)
        {
            return null;
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        return null;
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
