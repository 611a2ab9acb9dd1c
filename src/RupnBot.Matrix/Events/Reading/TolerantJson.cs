using System.Globalization;
using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>
/// Reads what others wrote: a key that is missing or of another kind is null, never an exception.
/// (Text that is no Unicode still throws <see cref="InvalidOperationException"/>; <see cref="EventContentReader"/> catches it.)
/// </summary>
internal static class TolerantJson
{
    public static string? AsString(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    /// <summary>Room versions before 10 allow levels written as strings.</summary>
    public static long? AsLong(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        // Servers in Python wrote 100.0 into old rooms.
        JsonValueKind.Number when element.TryGetDouble(out var real) && Math.Abs(real) < 1L << 53 => (long)real,
        JsonValueKind.String when long.TryParse(element.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var text) => text,
        _ => null,
    };

    public static string? StringOrNull(this JsonElement parent, string name) => Property(parent, name)?.AsString();

    public static long? LongOrNull(this JsonElement parent, string name) => Property(parent, name)?.AsLong();

    public static int? IntOrNull(this JsonElement parent, string name) =>
        LongOrNull(parent, name) is { } value ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : null;

    public static bool? BooleanOrNull(this JsonElement parent, string name) => Property(parent, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static JsonElement? ObjectOrNull(this JsonElement parent, string name) =>
        Property(parent, name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static JsonElement? ArrayOrNull(this JsonElement parent, string name) =>
        Property(parent, name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    public static EventId? EventIdOrNull(this JsonElement parent, string name) =>
        EventId.TryParse(parent.StringOrNull(name), out var id) ? id : null;

    public static RoomId? RoomIdOrNull(this JsonElement parent, string name) =>
        RoomId.TryParse(parent.StringOrNull(name), out var id) ? id : null;

    public static UserId? UserIdOrNull(this JsonElement parent, string name) =>
        UserId.TryParse(parent.StringOrNull(name), out var id) ? id : null;

    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name, int limit) =>
        parent.ArrayOrNull(name) is { } array ? array.EnumerateArray().Take(limit) : [];

    public static IReadOnlyList<string> Strings(this JsonElement parent, string name, int limit) =>
        [.. parent.Items(name, limit).Select(AsString).OfType<string>()];

    private static JsonElement? Property(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;
}
