using System.Text.Json;

namespace RupnBot.Matrix;

/// <summary>Reads answers that hold lists of events.</summary>
internal static class EventPages
{
    public static IReadOnlyList<MatrixEvent> ReadArray(ReadOnlySpan<byte> json, RoomId room)
    {
        var wire = new WireReader(json);
        if (!wire.IsArray) throw new JsonException("Not an array.");
        return MatrixEventReader.ReadList(ref wire, room);
    }

    public static MatrixEvent ReadEvent(ReadOnlySpan<byte> json, RoomId room)
    {
        var wire = new WireReader(json);
        return MatrixEventReader.Read(ref wire, room) ?? throw new JsonException("Not an event.");
    }

    public static MessagesPage ReadMessages(ReadOnlySpan<byte> json, RoomId room)
    {
        var wire = Open(json);
        var page = new MessagesPage([]);
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("chunk"u8)) page = page with { Events = MatrixEventReader.ReadList(ref wire, room) };
            else if (wire.Name.SequenceEqual("state"u8)) page = page with { State = MatrixEventReader.ReadList(ref wire, room) };
            else if (wire.Name.SequenceEqual("start"u8)) page = page with { Start = wire.ReadString() };
            else if (wire.Name.SequenceEqual("end"u8)) page = page with { End = wire.ReadString() };
            else wire.Skip();
        }
        return page with { SkippedEvents = wire.SkippedEvents };
    }

    public static RelationsPage ReadRelations(ReadOnlySpan<byte> json, RoomId room)
    {
        var wire = Open(json);
        var page = new RelationsPage([]);
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("chunk"u8)) page = page with { Events = MatrixEventReader.ReadList(ref wire, room) };
            else if (wire.Name.SequenceEqual("next_batch"u8)) page = page with { NextBatch = wire.ReadString() };
            else if (wire.Name.SequenceEqual("prev_batch"u8)) page = page with { PrevBatch = wire.ReadString() };
            else wire.Skip();
        }
        return page;
    }

    public static EventContext ReadContext(ReadOnlySpan<byte> json, RoomId room)
    {
        var wire = Open(json);
        MatrixEvent? center = null;
        List<MatrixEvent> before = [], after = [], state = [];
        string? start = null, end = null;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("event"u8)) center = MatrixEventReader.Read(ref wire, room);
            else if (wire.Name.SequenceEqual("events_before"u8)) before = MatrixEventReader.ReadList(ref wire, room);
            else if (wire.Name.SequenceEqual("events_after"u8)) after = MatrixEventReader.ReadList(ref wire, room);
            else if (wire.Name.SequenceEqual("state"u8)) state = MatrixEventReader.ReadList(ref wire, room);
            else if (wire.Name.SequenceEqual("start"u8)) start = wire.ReadString();
            else if (wire.Name.SequenceEqual("end"u8)) end = wire.ReadString();
            else wire.Skip();
        }
        if (center is null) throw new JsonException("No event.");
        return new EventContext(center) { Before = before, After = after, State = state, Start = start, End = end };
    }

    public static ReadOnlySpan<byte> RequireObject(ReadOnlySpan<byte> json)
    {
        var wire = new WireReader(json);
        return wire.ReadObjectBytes() ?? throw new JsonException("Not an object.");
    }

    private static WireReader Open(ReadOnlySpan<byte> json)
    {
        var wire = new WireReader(json);
        return wire.EnterObject() ? wire : throw new JsonException("Not an object.");
    }
}
