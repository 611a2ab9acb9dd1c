using System.Text.Json;
using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>The part of a /sync answer that concerns encryption.</summary>
public sealed record EncryptionSync
{
    /// <summary>The to-device events: type, sender, content.</summary>
    public IReadOnlyList<ToDeviceEvent> ToDevice { get; init; } = [];

    /// <summary><c>device_lists.changed</c>.</summary>
    public IReadOnlyList<UserId> ChangedUsers { get; init; } = [];

    /// <summary><c>device_lists.left</c>.</summary>
    public IReadOnlyList<UserId> LeftUsers { get; init; } = [];

    /// <summary><c>device_one_time_keys_count</c>; an algorithm that is absent counts 0. Null: the answer did not say (sliding sync, tests).</summary>
    public IReadOnlyDictionary<string, int>? OneTimeKeyCounts { get; init; }

    /// <summary><c>device_unused_fallback_key_types</c>; null: the answer did not say.</summary>
    public IReadOnlyList<string>? UnusedFallbackKeys { get; init; }
}

/// <summary>A to-device event as it came.</summary>
public sealed record ToDeviceEvent(string Type, string Sender, JsonElement Content);

/// <summary>What came of a sync.</summary>
public sealed record ReceivedKeys
{
    /// <summary>Sessions that can be read now, or from a lower index: what waits for them is tried again.</summary>
    public IReadOnlyList<(RoomId Room, string SessionId)> Sessions { get; init; } = [];

    /// <summary>To-device events that were refused: sender, and why; for the log and the counters.</summary>
    public IReadOnlyList<(string Sender, CryptoFailure Failure)> Refused { get; init; } = [];
}

/// <summary>How far the sender of an event is known. The numbers are no order.</summary>
public enum SenderTrust
{
    /// <summary>The key proves nothing of who wrote with it: it came from the backup, or from a device an operator distrusts.</summary>
    Unauthenticated = 0,

    /// <summary>A known device of the sender, which its owner did not sign.</summary>
    UnsignedDevice = 1,

    /// <summary>A known device, signed or not, of a user whose master key is not the one pinned: privileged commands rest.</summary>
    IdentityChanged = 2,

    /// <summary>A device its owner cross-signed, under the identity seen from the beginning.</summary>
    CrossSigned = 3,

    /// <summary>The key came from a device the sender has not published, or whose publication has not been asked for yet.</summary>
    UnknownDevice = 4,
}

/// <summary>An encrypted event of a room as it came.</summary>
/// <param name="Event">Its id.</param>
/// <param name="Sender">Who the server says sent it.</param>
/// <param name="OriginServerTs">Unix milliseconds.</param>
/// <param name="Content">Its content, m.room.encrypted.</param>
public sealed record EncryptedEvent(EventId Event, UserId Sender, long OriginServerTs, JsonElement Content);

/// <summary>What decrypting an event came to.</summary>
public abstract record RoomDecryption
{
    private RoomDecryption()
    {
    }

    /// <summary>It was read.</summary>
    /// <param name="Type">The type inside.</param>
    /// <param name="ContentJson">The content inside, UTF-8 JSON, with m.relates_to of the wire put in where the inside has none.</param>
    /// <param name="Trust">How far its sender is known.</param>
    /// <param name="SessionId">With which session.</param>
    /// <param name="Index">At which index.</param>
    public sealed record Read(string Type, ReadOnlyMemory<byte> ContentJson, SenderTrust Trust, string SessionId, uint Index) : RoomDecryption;

    /// <summary>It was refused, or its key is missing.</summary>
    /// <param name="Failure">Why.</param>
    /// <param name="SessionId">The session it needs, if it says.</param>
    /// <param name="MayComeLater">The key is only missing: it is kept and tried again when the key arrives.</param>
    public sealed record Unreadable(CryptoFailure Failure, string? SessionId, bool MayComeLater) : RoomDecryption;
}

/// <summary>What preparing rooms for writing came to.</summary>
public sealed record RoomPreparation
{
    /// <summary>Rooms in which a message may be encrypted now: every device that is to have the key has it.</summary>
    public IReadOnlyList<RoomId> Ready { get; init; } = [];

    /// <summary>Requests to make, then prepare again. To-device requests among them are stored with the step.</summary>
    public IReadOnlyList<CryptoRequest> Requests { get; init; } = [];
}
