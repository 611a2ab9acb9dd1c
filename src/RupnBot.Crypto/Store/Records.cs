using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>The bot's own device: one row.</summary>
/// <param name="User">Whose device it is.</param>
/// <param name="Device">The device the keys belong to.</param>
public sealed record AccountRecord(UserId User, DeviceId Device)
{
    /// <summary>Secret: identity keys, one-time keys and fallback keys, in the account's own versioned form.</summary>
    public required byte[] State { get; init; }

    /// <summary>The server has confirmed these device keys.</summary>
    public bool IsPublished { get; init; }

    /// <summary>One-time keys the server was last heard to hold.</summary>
    public int ServerOneTimeKeys { get; init; }

    /// <summary>Counts starts, and is kept in the account data too: a database older than the account data says was restored from a copy.</summary>
    public long Generation { get; init; }

    /// <summary>When the keys were made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>An Olm session with one device.</summary>
/// <param name="SenderKey">The other device's Curve25519 identity key, unpadded base64.</param>
/// <param name="SessionId">As Olm computes it.</param>
public sealed record OlmSessionRecord(string SenderKey, string SessionId)
{
    /// <summary>Secret: the ratchet.</summary>
    public required byte[] State { get; init; }

    /// <summary>When it was set up.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a message last arrived on it, or it was set up to replace another; the latest one sends.</summary>
    public DateTimeOffset LastReceivedAt { get; init; }

    /// <summary>It came with a restored copy of the store: its next keys may have been used before, so that nothing is sent with it.</summary>
    public bool IsReceiveOnly { get; init; }
}

/// <summary>Where an inbound Megolm session came from; decides how far it is believed.</summary>
public enum SessionSource
{
    /// <summary>Our own outbound session.</summary>
    Own = 0,

    /// <summary>An m.room_key over Olm.</summary>
    RoomKey = 1,

    /// <summary>An m.forwarded_room_key that was asked for.</summary>
    Forwarded = 2,

    /// <summary>The key backup: unauthenticated.</summary>
    Backup = 3,
}

/// <summary>A Megolm session others, or we, write with.</summary>
/// <param name="Room">The room it belongs to.</param>
/// <param name="SessionId">Its Ed25519 key, unpadded base64.</param>
public sealed record InboundSessionRecord(RoomId Room, string SessionId)
{
    /// <summary>Secret: the ratchet at its first known index.</summary>
    public required byte[] State { get; init; }

    /// <summary>Curve25519 identity key of the device that sent the key.</summary>
    public required string SenderKey { get; init; }

    /// <summary>The user that session belongs to; events of anyone else with it are refused.</summary>
    public UserId? Owner { get; init; }

    /// <summary>The device, once known.</summary>
    public DeviceId? OwnerDevice { get; init; }

    /// <summary>Ed25519 key the owner's device proved by Olm, or claimed (backup, forwarded).</summary>
    public string? OwnerSigningKey { get; init; }

    /// <summary>Where it came from.</summary>
    public SessionSource Source { get; init; }

    /// <summary>MSC3061: the room's history was visible to newcomers when the session was made.</summary>
    public bool IsSharedHistory { get; init; }

    /// <summary>In the current key backup.</summary>
    public bool IsBackedUp { get; init; }

    /// <summary>Nothing below it can be read.</summary>
    public uint FirstKnownIndex { get; init; }

    /// <summary>Nothing below it is read any more: which events used those indices has been forgotten.</summary>
    public long UsesForgottenBelow { get; init; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>The Megolm session the bot writes with in a room.</summary>
/// <param name="Room">One a room.</param>
/// <param name="SessionId">Its Ed25519 key, unpadded base64.</param>
public sealed record OutboundSessionRecord(RoomId Room, string SessionId)
{
    /// <summary>Secret: the ratchet and its signing key.</summary>
    public required byte[] State { get; init; }

    /// <summary>For the rotation by age.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>For the rotation by use: messages encrypted so far.</summary>
    public int Messages { get; init; }

    /// <summary>The room's history visibility when it was made; another one rotates it.</summary>
    public string HistoryVisibility { get; init; } = "shared";

    /// <summary>Somebody who has the key may not read on: the next message needs a new session.</summary>
    public bool IsInvalid { get; init; }
}

/// <summary>What became of sharing a session with a device.</summary>
public enum KeyShareState
{
    /// <summary>Encrypted into a request that is stored and not yet confirmed.</summary>
    Pending = 0,

    /// <summary>The server has taken it.</summary>
    Shared = 1,

    /// <summary>The device was told that it gets no key, and why; or the telling is on its way.</summary>
    Withheld = 2,
}

/// <summary>Whether a device has the key of an outbound session.</summary>
public sealed record KeyShareRecord(RoomId Room, string SessionId, UserId User, DeviceId Device)
{
    /// <summary>The device's Curve25519 key then: another one is another device.</summary>
    public required string IdentityKey { get; init; }

    /// <summary>How far it came.</summary>
    public KeyShareState State { get; init; }

    /// <summary>From this message index on.</summary>
    public uint Index { get; init; }

    /// <summary>The stored request that carries it, while pending.</summary>
    public string? RequestId { get; init; }

    /// <summary>The code told, e.g. <c>m.unverified</c>.</summary>
    public string? WithheldCode { get; init; }
}
