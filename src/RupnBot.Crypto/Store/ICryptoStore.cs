using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>
/// What the machine remembers, read and written inside the caller's transaction. Bytes named secret in the records are plain here: a store
/// that writes to disk seals them. Answers are what was last saved; what a step has changed and not saved yet lies in its <see cref="CryptoStep"/>.
/// </summary>
public interface ICryptoStore
{
    /// <summary>The own device, once there is one.</summary>
    ValueTask<AccountRecord?> AccountAsync(CancellationToken ct);

    /// <summary>The Olm sessions with each of these identity keys; a key without any may be absent.</summary>
    ValueTask<ILookup<string, OlmSessionRecord>> OlmSessionsAsync(IReadOnlyCollection<string> senderKeys, CancellationToken ct);

    /// <summary>Whether an Olm ciphertext with this SHA-256 (base64) was decrypted before.</summary>
    ValueTask<bool> IsOlmMessageSeenAsync(string hash, CancellationToken ct);

    /// <summary>A Megolm session to read with.</summary>
    ValueTask<InboundSessionRecord?> InboundSessionAsync(RoomId room, string sessionId, CancellationToken ct);

    /// <summary>Sessions not yet in the key backup, oldest first; those of rooms kept out of it never.</summary>
    ValueTask<IReadOnlyList<InboundSessionRecord>> InboundSessionsToBackUpAsync(int limit, CancellationToken ct);

    /// <summary>A room kept out of the backup of which something may be in it still.</summary>
    ValueTask<RoomId?> RoomToRemoveFromBackupAsync(CancellationToken ct);

    /// <summary>The session the bot writes with in each of these rooms.</summary>
    ValueTask<IReadOnlyDictionary<RoomId, OutboundSessionRecord>> OutboundSessionsAsync(IReadOnlyCollection<RoomId> rooms, CancellationToken ct);

    /// <summary>Who has the current outbound session's key, for each of these sessions.</summary>
    ValueTask<ILookup<string, KeyShareRecord>> SharesAsync(IReadOnlyCollection<string> sessionIds, CancellationToken ct);

    /// <summary>The shares a stored request carries.</summary>
    ValueTask<IReadOnlyList<KeyShareRecord>> SharesOfRequestAsync(string requestId, CancellationToken ct);

    /// <summary>Rooms whose valid outbound session was shared, or is about to be, with a device of this user.</summary>
    ValueTask<IReadOnlyList<RoomId>> RoomsSharedWithAsync(UserId user, CancellationToken ct);

    /// <summary>Those of the users who are followed.</summary>
    ValueTask<IReadOnlyDictionary<UserId, UserRecord>> UsersAsync(IReadOnlyCollection<UserId> users, CancellationToken ct);

    /// <summary>Followed users whose devices must be asked for and may be asked now, longest waiting first.</summary>
    ValueTask<IReadOnlyList<UserRecord>> OutdatedUsersAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>All devices of these users.</summary>
    ValueTask<ILookup<UserId, DeviceRecord>> DevicesAsync(IReadOnlyCollection<UserId> users, CancellationToken ct);

    /// <summary>Devices with which a new Olm session is to be set up, and which may be asked now.</summary>
    ValueTask<IReadOnlyList<DeviceRecord>> DevicesNeedingSessionAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>The event that used this index first.</summary>
    ValueTask<ReplayRecord?> ReplayAsync(RoomId room, string sessionId, uint index, CancellationToken ct);

    /// <summary>Events waiting for this session's key.</summary>
    ValueTask<IReadOnlyList<UndecryptableRecord>> UndecryptableAsync(RoomId room, string sessionId, CancellationToken ct);

    /// <summary>What was told of this session's key being withheld.</summary>
    ValueTask<WithheldRecord?> WithheldAsync(RoomId room, string sessionId, CancellationToken ct);

    /// <summary>How many events wait for a key, in all.</summary>
    ValueTask<int> CountUndecryptableAsync(CancellationToken ct);

    /// <summary>To-device requests made and not confirmed, oldest first, then in the order of their ids.</summary>
    ValueTask<IReadOnlyList<ToDeviceRecord>> ToDeviceAsync(int limit, CancellationToken ct);

    /// <summary>A named secret or setting, e.g. a cross-signing private key; sealed at rest.</summary>
    ValueTask<byte[]?> SecretAsync(string name, CancellationToken ct);

    /// <summary>Stores a step's changes, all of them.</summary>
    ValueTask SaveAsync(CryptoChanges changes, CancellationToken ct);
}
