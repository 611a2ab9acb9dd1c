using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>What a request is for.</summary>
public enum CryptoRequestKind
{
    /// <summary>POST /keys/upload: device keys, one-time keys, fallback key.</summary>
    KeysUpload,

    /// <summary>POST /keys/query: devices and identities of users.</summary>
    KeysQuery,

    /// <summary>POST /keys/claim: one-time keys of devices.</summary>
    KeysClaim,

    /// <summary>PUT /sendToDevice: stored bytes, sent again with the same id until taken.</summary>
    ToDevice,

    /// <summary>POST /keys/device_signing/upload: the own cross-signing keys.</summary>
    SigningKeysUpload,

    /// <summary>POST /keys/signatures/upload: signatures of the own device.</summary>
    SignaturesUpload,

    /// <summary>PUT /room_keys/keys: sessions into the backup.</summary>
    BackupKeys,

    /// <summary>DELETE /room_keys/keys: the sessions of one room out of the backup.</summary>
    BackupRemove,

    /// <summary>POST /room_keys/version: a key backup.</summary>
    BackupCreate,
}

/// <summary>
/// A request to make. The caller makes it, then gives the answer to the machine, or the failure,
/// each in a step of its own. Making it twice does no harm.
/// </summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Id">Names it within its kind; the transaction id of a to-device request.</param>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Path">Path and query from <c>/_matrix/</c> on, escaped.</param>
/// <param name="Body">UTF-8 JSON; empty where none is wanted.</param>
public sealed record CryptoRequest(CryptoRequestKind Kind, string Id, HttpMethod Method, string Path, ReadOnlyMemory<byte> Body)
{
    /// <summary>What the machine needs to understand the answer, e.g. the versions of the users asked about.</summary>
    internal object? Context { get; init; }

    /// <summary>Users asked about, or devices written to: what the request weighs.</summary>
    public int Targets { get; init; }
}

/// <summary>What the machine needs to know of a room to write there.</summary>
/// <param name="Room">The room.</param>
/// <param name="Members">Joined members, and invited ones where invited people may read: the complete list, own user included or not.</param>
/// <param name="HistoryVisibility">As m.room.history_visibility says; shared when it does not.</param>
public sealed record RoomEncryption(RoomId Room, IReadOnlyCollection<UserId> Members, string HistoryVisibility)
{
    /// <summary>m.room.encryption's rotation_period_ms, as far as it is sensible; null: a week.</summary>
    public TimeSpan? RotationPeriod { get; init; }

    /// <summary>m.room.encryption's rotation_period_msgs; null: 100.</summary>
    public int? RotationMessages { get; init; }
}

/// <summary>Which of a user's devices get keys.</summary>
public enum KeyRecipients
{
    /// <summary>All that are not blacklisted, as Tchap does.</summary>
    AllNotBlacklisted = 0,

    /// <summary>Only those their owner has cross-signed (MSC4153).</summary>
    CrossSigned = 1,
}

/// <summary>What an operator may choose.</summary>
public sealed record CryptoOptions
{
    /// <summary>Which devices get keys.</summary>
    public KeyRecipients Recipients { get; init; }

    /// <summary>Messages in one to-device request to begin with; halved by a 413.</summary>
    public int ToDeviceLimit { get; init; } = 1000;

    /// <summary>The display name of the own device.</summary>
    public string? DeviceName { get; init; }
}
