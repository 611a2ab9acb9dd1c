using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>Reads what others wrote: a member that is missing, of another kind, or no Unicode text is null, never an exception.</summary>
internal static class WireJson
{
    public static JsonElement? Member(this JsonElement? parent, string name) => parent is { } present ? present.Member(name) : null;

    public static JsonElement? Member(this JsonElement parent, string name)
    {
        try
        {
            return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;
        }

        // Half a surrogate pair in the name of another member.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static JsonElement? ObjectMember(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static JsonElement? ObjectMember(this JsonElement? parent, string name) => parent is { } present ? present.ObjectMember(name) : null;

    public static string? TextMember(this JsonElement parent, string name) => parent.Member(name)?.Text();

    public static string? TextMember(this JsonElement? parent, string name) => parent is { } present ? present.TextMember(name) : null;

    public static bool? FlagMember(this JsonElement parent, string name) => parent.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static bool? FlagMember(this JsonElement? parent, string name) => parent is { } present ? present.FlagMember(name) : null;

    public static string? Text(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        // Half a surrogate pair.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The members of an object whose names are text; none of anything else.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Members(this JsonElement? parent, int limit)
    {
        if (parent is not { ValueKind: JsonValueKind.Object } present) yield break;
        foreach (var member in present.EnumerateObject().Take(limit))
            if (NameOrNull(member) is { } name) yield return (name, member.Value);
    }

    /// <summary>A copy that can be written; null when it has a name twice or half a surrogate pair anywhere.</summary>
    public static JsonNode? Copy(this JsonElement element)
    {
        try
        {
            var copy = JsonNode.Parse(element.GetRawText(), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            copy?.ToJsonString();
            return copy;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string? NameOrNull(JsonProperty member)
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
