using System.Text.Json;
using RupnBot.Crypto;
using RupnBot.Matrix;

namespace RupnBot.EndToEndTests.Bench.Encryption;

/// <summary>Reads of a /sync answer what an engine wants.</summary>
internal static class EngineSync
{
    public static EncryptionSync Read(JsonElement sync) => new()
    {
        ToDevice = [.. Events(sync, "to_device").Select(item => new ToDeviceEvent(Text(item, "type"), Text(item, "sender"), item.GetProperty("content")))],
        ChangedUsers = Users(sync, "changed"),
        LeftUsers = Users(sync, "left"),
        OneTimeKeyCounts = sync.TryGetProperty("device_one_time_keys_count", out var counts)
            ? counts.EnumerateObject().ToDictionary(count => count.Name, count => count.Value.GetInt32())
            : null,
        UnusedFallbackKeys = sync.TryGetProperty("device_unused_fallback_key_types", out var types) ? [.. types.EnumerateArray().Select(type => type.GetString()!)] : null,
    };

    /// <summary>The events of the timelines of joined rooms, by room.</summary>
    public static IEnumerable<(RoomId Room, JsonElement Event)> Timeline(JsonElement sync)
    {
        if (!sync.TryGetProperty("rooms", out var rooms) || !rooms.TryGetProperty("join", out var joined)) yield break;
        foreach (var room in joined.EnumerateObject())
            foreach (var item in Events(room.Value, "timeline"))
                yield return (new RoomId(room.Name), item);
    }

    public static EncryptedEvent Encrypted(JsonElement item) =>
        new(new EventId(Text(item, "event_id")), new UserId(Text(item, "sender")), item.GetProperty("origin_server_ts").GetInt64(), item.GetProperty("content"));

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static IEnumerable<JsonElement> Events(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var section) && section.TryGetProperty("events", out var events) ? events.EnumerateArray() : [];

    private static List<UserId> Users(JsonElement sync, string name) =>
        sync.TryGetProperty("device_lists", out var lists) && lists.TryGetProperty(name, out var users) ? [.. users.EnumerateArray().Select(user => new UserId(user.GetString()!))] : [];
}
