namespace RupnBot.Matrix;

/// <summary>Reads the rooms of a <c>/sync</c> answer.</summary>
internal static class SyncedRoomReader
{
    public static void ReadJoined(ref WireReader wire, Dictionary<RoomId, JoinedRoom> rooms)
    {
        if (!wire.EnterObject()) return;
        while (wire.NextProperty())
        {
            if (RoomId.TryParse(wire.NameText, out var id)) rooms[id] = ReadJoinedRoom(ref wire, id);
            else wire.Skip();
        }
    }

    public static void ReadInvited(ref WireReader wire, Dictionary<RoomId, InvitedRoom> rooms)
    {
        if (!wire.EnterObject()) return;
        while (wire.NextProperty())
        {
            if (RoomId.TryParse(wire.NameText, out var id)) rooms[id] = ReadInvitedRoom(ref wire);
            else wire.Skip();
        }
    }

    public static void ReadLeft(ref WireReader wire, Dictionary<RoomId, LeftRoom> rooms)
    {
        if (!wire.EnterObject()) return;
        while (wire.NextProperty())
        {
            if (RoomId.TryParse(wire.NameText, out var id)) rooms[id] = ReadLeftRoom(ref wire, id);
            else wire.Skip();
        }
    }

    private static JoinedRoom ReadJoinedRoom(ref WireReader wire, RoomId id)
    {
        var room = new JoinedRoom();
        if (!wire.EnterObject()) return room;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("timeline"u8)) room = room with { Timeline = ReadTimeline(ref wire, id) };
            else if (wire.Name.SequenceEqual("state"u8)) room = room with { State = ReadEvents(ref wire, id) };
            else if (wire.Name.SequenceEqual("summary"u8)) room = room with { Summary = ReadSummary(ref wire) };
            else if (wire.Name.SequenceEqual("account_data"u8))
                room = room with { AccountData = SyncResponseReader.ReadBasicEvents(ref wire) };
            else if (wire.Name.SequenceEqual("ephemeral"u8)) room = room with { Ephemeral = SyncResponseReader.ReadBasicEvents(ref wire) };
            else wire.Skip();
        }
        return room;
    }

    private static InvitedRoom ReadInvitedRoom(ref WireReader wire)
    {
        List<StrippedState> state = [];
        if (!wire.EnterObject()) return new InvitedRoom(state);
        while (wire.NextProperty())
        {
            if (!wire.Name.SequenceEqual("invite_state"u8)) wire.Skip();
            else if (wire.EnterObject())
                while (wire.NextProperty())
                    if (wire.Name.SequenceEqual("events"u8)) state = MatrixEventReader.ReadStrippedList(ref wire);
                    else wire.Skip();
        }
        return new InvitedRoom(state);
    }

    private static LeftRoom ReadLeftRoom(ref WireReader wire, RoomId id)
    {
        var room = new LeftRoom();
        if (!wire.EnterObject()) return room;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("timeline"u8)) room = room with { Timeline = ReadTimeline(ref wire, id) };
            else if (wire.Name.SequenceEqual("state"u8)) room = room with { State = ReadEvents(ref wire, id) };
            else wire.Skip();
        }
        return room;
    }

    private static Timeline ReadTimeline(ref WireReader wire, RoomId room)
    {
        List<MatrixEvent> events = [];
        var limited = false;
        string? previous = null;
        if (!wire.EnterObject()) return Timeline.Empty;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("events"u8)) events = MatrixEventReader.ReadList(ref wire, room);
            else if (wire.Name.SequenceEqual("limited"u8)) limited = wire.ReadBoolean();
            else if (wire.Name.SequenceEqual("prev_batch"u8)) previous = wire.ReadString();
            else wire.Skip();
        }
        return new Timeline(events, limited, previous);
    }

    private static List<MatrixEvent> ReadEvents(ref WireReader wire, RoomId room)
    {
        List<MatrixEvent> events = [];
        if (!wire.EnterObject()) return events;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("events"u8)) events = MatrixEventReader.ReadList(ref wire, room);
            else wire.Skip();
        }
        return events;
    }

    private static RoomSummary ReadSummary(ref WireReader wire)
    {
        var summary = RoomSummary.Empty;
        if (!wire.EnterObject()) return summary;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("m.heroes"u8)) summary = summary with { Heroes = SyncResponseReader.ReadUsers(ref wire) };
            else if (wire.Name.SequenceEqual("m.joined_member_count"u8)) summary = summary with { JoinedMemberCount = wire.ReadInt() };
            else if (wire.Name.SequenceEqual("m.invited_member_count"u8)) summary = summary with { InvitedMemberCount = wire.ReadInt() };
            else wire.Skip();
        }
        return summary;
    }
}
