using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>Reads the answer to <c>/sync</c> in one pass.</summary>
internal static class SyncResponseReader
{
    /// <exception cref="JsonException">It is not JSON, or has no <c>next_batch</c>.</exception>
    public static SyncResponse Read(ReadOnlySpan<byte> json)
    {
        var wire = new WireReader(json);
        string? nextBatch = null;
        var response = new SyncResponse("");
        if (!wire.EnterObject()) throw new JsonException("Not an object.");
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("next_batch"u8)) nextBatch = wire.ReadString();
            else if (wire.Name.SequenceEqual("rooms"u8)) response = response with { Rooms = ReadRooms(ref wire) };
            else if (wire.Name.SequenceEqual("account_data"u8)) response = response with { AccountData = ReadBasicEvents(ref wire) };
            else if (wire.Name.SequenceEqual("to_device"u8)) response = response with { ToDevice = ReadBasicEvents(ref wire) };
            else if (wire.Name.SequenceEqual("device_lists"u8)) response = response with { DeviceLists = ReadDeviceLists(ref wire) };
            else if (wire.Name.SequenceEqual("device_one_time_keys_count"u8))
                response = response with { DeviceOneTimeKeysCount = ReadCounts(ref wire) };
            else if (wire.Name.SequenceEqual("device_unused_fallback_key_types"u8))
                response = response with { UnusedFallbackKeyTypes = ReadNames(ref wire) };
            else wire.Skip();
        }
        if (string.IsNullOrEmpty(nextBatch)) throw new JsonException("No next_batch.");
        return response with { NextBatch = nextBatch, SkippedEvents = wire.SkippedEvents };
    }

    private static SyncRooms ReadRooms(ref WireReader wire)
    {
        var join = new Dictionary<RoomId, JoinedRoom>();
        var invite = new Dictionary<RoomId, InvitedRoom>();
        var leave = new Dictionary<RoomId, LeftRoom>();
        if (!wire.EnterObject()) return SyncRooms.None;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("join"u8)) SyncedRoomReader.ReadJoined(ref wire, join);
            else if (wire.Name.SequenceEqual("invite"u8)) SyncedRoomReader.ReadInvited(ref wire, invite);
            else if (wire.Name.SequenceEqual("leave"u8)) SyncedRoomReader.ReadLeft(ref wire, leave);
            else wire.Skip();
        }
        return new SyncRooms(join, invite, leave);
    }

    internal static List<BasicEvent> ReadBasicEvents(ref WireReader wire)
    {
        List<BasicEvent> events = [];
        if (!wire.EnterObject()) return events;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("events"u8)) events = MatrixEventReader.ReadBasicList(ref wire);
            else wire.Skip();
        }
        return events;
    }

    private static DeviceLists ReadDeviceLists(ref WireReader wire)
    {
        List<UserId> changed = [], left = [];
        if (!wire.EnterObject()) return DeviceLists.None;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("changed"u8)) changed = ReadUsers(ref wire);
            else if (wire.Name.SequenceEqual("left"u8)) left = ReadUsers(ref wire);
            else wire.Skip();
        }
        return new DeviceLists(changed, left);
    }

    internal static List<UserId> ReadUsers(ref WireReader wire)
    {
        List<UserId> users = [];
        if (!wire.EnterArray()) return users;
        while (wire.NextItem())
            if (UserId.TryParse(wire.ReadString(), out var user)) users.Add(user);
        return users;
    }

    private static List<string> ReadNames(ref WireReader wire)
    {
        List<string> names = [];
        if (!wire.EnterArray()) return names;
        while (wire.NextItem())
            if (wire.ReadString() is { } name) names.Add(name);
        return names;
    }

    private static Dictionary<string, int> ReadCounts(ref WireReader wire)
    {
        var counts = new Dictionary<string, int>();
        if (!wire.EnterObject()) return counts;
        while (wire.NextProperty())
        {
            var algorithm = wire.NameText;
            if (wire.ReadInt() is { } count) counts[algorithm] = count;
        }
        return counts;
    }
}
