namespace RupnBot.Matrix;

/// <summary>Reads the envelope of events; those that lack what every event has are left out and counted.</summary>
internal static class MatrixEventReader
{
    public static List<MatrixEvent> ReadList(ref WireReader wire, RoomId? room)
    {
        var events = new List<MatrixEvent>();
        if (!wire.EnterArray()) return events;
        while (wire.NextItem())
            if (Read(ref wire, room) is { } read) events.Add(read);
            else wire.SkippedEvents++;
        return events;
    }

    public static MatrixEvent? Read(ref WireReader wire, RoomId? room)
    {
        if (!wire.EnterObject()) return null;
        var envelope = new Envelope();
        while (wire.NextProperty()) ReadProperty(ref wire, ref envelope);
        return envelope.ToEvent(room);
    }

    public static List<StrippedState> ReadStrippedList(ref WireReader wire)
    {
        var events = new List<StrippedState>();
        if (!wire.EnterArray()) return events;
        while (wire.NextItem())
        {
            if (!wire.EnterObject()) continue;
            var envelope = new Envelope();
            while (wire.NextProperty()) ReadProperty(ref wire, ref envelope);
            if (envelope is { Type: { } type, StateKey: { } key, Content: { } content } && UserId.TryParse(envelope.Sender, out var sender))
                events.Add(new StrippedState(type, key, sender, content));
            else wire.SkippedEvents++;
        }
        return events;
    }

    public static List<BasicEvent> ReadBasicList(ref WireReader wire)
    {
        var events = new List<BasicEvent>();
        if (!wire.EnterArray()) return events;
        while (wire.NextItem())
        {
            if (!wire.EnterObject()) continue;
            var envelope = new Envelope();
            while (wire.NextProperty()) ReadProperty(ref wire, ref envelope);
            if (envelope is { Type: { } type, Content: { } content })
                events.Add(new BasicEvent(type, content, UserId.TryParse(envelope.Sender, out var sender) ? sender : null));
            else wire.SkippedEvents++;
        }
        return events;
    }

    private static void ReadProperty(ref WireReader wire, ref Envelope envelope)
    {
        var name = wire.Name;
        if (name.SequenceEqual("content"u8)) envelope.Content = wire.ReadObjectBytes();
        else if (name.SequenceEqual("type"u8)) envelope.Type = wire.ReadString();
        else if (name.SequenceEqual("sender"u8)) envelope.Sender = wire.ReadString();
        else if (name.SequenceEqual("event_id"u8)) envelope.EventId = wire.ReadString();
        else if (name.SequenceEqual("origin_server_ts"u8)) envelope.OriginServerTs = wire.ReadLong();
        else if (name.SequenceEqual("state_key"u8)) envelope.StateKey = wire.ReadString();
        else if (name.SequenceEqual("unsigned"u8)) ReadUnsigned(ref wire, ref envelope);
        else if (name.SequenceEqual("redacts"u8)) envelope.Redacts = wire.ReadString();
        else if (name.SequenceEqual("room_id"u8)) envelope.RoomId = wire.ReadString();
        else wire.Skip();
    }

    private static void ReadUnsigned(ref WireReader wire, ref Envelope envelope)
    {
        if (!wire.EnterObject()) return;
        while (wire.NextProperty())
        {
            if (wire.Name.SequenceEqual("transaction_id"u8)) envelope.TransactionId = wire.ReadString();
            else if (wire.Name.SequenceEqual("prev_content"u8)) envelope.PreviousContent = wire.ReadObjectBytes();
            else if (wire.Name.SequenceEqual("redacted_because"u8))
            {
                envelope.IsRedacted |= wire.IsObject;
                wire.Skip();
            }
            else wire.Skip();
        }
    }

    private struct Envelope
    {
        public string? Type, Sender, EventId, StateKey, TransactionId, Redacts, RoomId;
        public long? OriginServerTs;
        public byte[]? Content, PreviousContent;
        public bool IsRedacted;

        public readonly MatrixEvent? ToEvent(RoomId? room)
        {
            if (Type is null || Content is null || OriginServerTs is not { } time) return null;
            if (!Matrix.EventId.TryParse(EventId, out var id) || !UserId.TryParse(Sender, out var sender)) return null;
            return new MatrixEvent
            {
                Type = Type,
                EventId = id,
                Sender = sender,
                OriginServerTs = time,
                StateKey = StateKey,
                // The response's own place is believed before the event's word.
                RoomId = room ?? (Matrix.RoomId.TryParse(RoomId, out var named) ? named : null),
                IsRedacted = IsRedacted,
                TransactionId = TransactionId,
                Redacts = Matrix.EventId.TryParse(Redacts, out var target) ? target : null,
                ContentJson = Content,
                PreviousContentJson = PreviousContent is null ? null : (ReadOnlyMemory<byte>?)PreviousContent,
            };
        }
    }
}
