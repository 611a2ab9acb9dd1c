using RupnBot.Matrix;

namespace RupnBot.Crypto;

/// <summary>A user whose devices are followed, and the identity they showed.</summary>
/// <param name="User">Who.</param>
public sealed record UserRecord(UserId User)
{
    /// <summary>Their devices must be asked for again before anything is encrypted to them.</summary>
    public bool IsOutdated { get; init; } = true;

    /// <summary>Raised by every change heard of: an answer to a query asked at a lower one leaves the user outdated.</summary>
    public long Version { get; init; }

    /// <summary>When the devices were last known.</summary>
    public DateTimeOffset? QueriedAt { get; init; }

    /// <summary>Their server could not be asked: not asked again before this, and nobody waits for them meanwhile.</summary>
    public DateTimeOffset? NextQueryAt { get; init; }

    /// <summary>Queries that failed in a row.</summary>
    public int FailedQueries { get; init; }

    /// <summary>The current master key, Ed25519, unpadded base64.</summary>
    public string? MasterKey { get; init; }

    /// <summary>The current self-signing key, proven by the master key.</summary>
    public string? SelfSigningKey { get; init; }

    /// <summary>The first master key seen, or the one an administrator agreed to.</summary>
    public string? PinnedMasterKey { get; init; }

    /// <summary>The master key is not the pinned one: privileged commands rest until an administrator agrees.</summary>
    public bool IsIdentityChanged => PinnedMasterKey is not null && MasterKey != PinnedMasterKey;
}

/// <summary>A device as its owner published it, self-signature checked.</summary>
public sealed record DeviceRecord(UserId User, DeviceId Device)
{
    /// <summary>Identity key, unpadded base64.</summary>
    public required string Curve25519 { get; init; }

    /// <summary>Fingerprint key, unpadded base64. A change of either key is refused: the device stays as it was.</summary>
    public required string Ed25519 { get; init; }

    /// <summary>The published object, for its algorithms and later signatures.</summary>
    public required string KeysJson { get; init; }

    /// <summary>Signed by its owner's self-signing key.</summary>
    public bool IsCrossSigned { get; init; }

    /// <summary>An operator distrusts it: it gets no keys.</summary>
    public bool IsBlacklisted { get; init; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When its session was last renewed because a message could not be read; at most once an hour.</summary>
    public DateTimeOffset? UnwedgedAt { get; init; }

    /// <summary>A message of it could not be read: a new Olm session is to be set up and told by m.dummy.</summary>
    public bool NeedsNewSession { get; init; }

    /// <summary>When it was last given keys again, because it set up a new session in place of a broken one; at most once an hour.</summary>
    public DateTimeOffset? KeysAgainAt { get; init; }

    /// <summary>Its one-time keys could not be had: not asked for again before this.</summary>
    public DateTimeOffset? NextClaimAt { get; init; }

    /// <summary>Claims that failed in a row.</summary>
    public int FailedClaims { get; init; }
}

/// <summary>Which event a message index was used for: the same index in another event is a replay.</summary>
public sealed record ReplayRecord(RoomId Room, string SessionId, uint Index, EventId Event, long OriginServerTs)
{
    /// <summary>When it was first read, by our own clock.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>An event whose key is missing; kept, within limits of age and number, until the key arrives.</summary>
/// <param name="Event">The event's id.</param>
public sealed record UndecryptableRecord(EventId Event)
{
    /// <summary>Where it was sent.</summary>
    public required RoomId Room { get; init; }

    /// <summary>The session it needs.</summary>
    public required string SessionId { get; init; }

    /// <summary>The whole event as it came, UTF-8 JSON.</summary>
    public required byte[] Json { get; init; }

    /// <summary>Why it could not be read.</summary>
    public required CryptoFailure Failure { get; init; }

    /// <summary>It came from before the bot's own join or first start.</summary>
    public bool IsHistory { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Somebody told that the bot gets no key for a session (m.room_key.withheld). It explains, and decides nothing: a key that comes all the same is used.</summary>
public sealed record WithheldRecord(RoomId Room, string SessionId)
{
    /// <summary>Who told so.</summary>
    public required UserId Sender { get; init; }

    /// <summary>Why, e.g. <c>m.unverified</c>.</summary>
    public required string Code { get; init; }

    /// <summary>When it was told.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A /sendToDevice request whose ciphertext used a ratchet: stored with it, sent with the same bytes until confirmed.</summary>
/// <param name="Id">Its transaction id.</param>
public sealed record ToDeviceRecord(string Id)
{
    /// <summary>Event type.</summary>
    public required string EventType { get; init; }

    /// <summary>The request's body, UTF-8 JSON.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Devices it is for.</summary>
    public int Targets { get; init; }

    /// <summary>When it was made; requests are sent in the order of this, then of their ids, so that no ratchet is ahead of its reader.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
