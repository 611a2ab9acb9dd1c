namespace RupnBot.Matrix;

/// <summary>The event types this library reads or writes; the names are the specification's.</summary>
public static class EventTypes
{
#pragma warning disable CS1591 // Each constant is its own documentation.
    public const string Message = "m.room.message";
    public const string Encrypted = "m.room.encrypted";
    public const string Reaction = "m.reaction";
    public const string Redaction = "m.room.redaction";
    public const string Receipt = "m.receipt";
    public const string Member = "m.room.member";
    public const string RoomName = "m.room.name";
    public const string RoomTopic = "m.room.topic";
    public const string PowerLevels = "m.room.power_levels";
    public const string Create = "m.room.create";
    public const string Tombstone = "m.room.tombstone";
    public const string JoinRules = "m.room.join_rules";
    public const string HistoryVisibility = "m.room.history_visibility";
    public const string Encryption = "m.room.encryption";
    public const string CanonicalAlias = "m.room.canonical_alias";
    public const string AccessRules = "im.vector.room.access_rules";
    public const string PollStart = "org.matrix.msc3381.poll.start";
    public const string PollResponse = "org.matrix.msc3381.poll.response";
    public const string PollEnd = "org.matrix.msc3381.poll.end";
    public const string StablePollStart = "m.poll.start";
    public const string StablePollResponse = "m.poll.response";
    public const string StablePollEnd = "m.poll.end";
    public const string DirectChats = "m.direct";
#pragma warning restore CS1591
}
