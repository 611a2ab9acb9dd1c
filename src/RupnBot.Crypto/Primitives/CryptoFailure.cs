namespace RupnBot.Crypto;

/// <summary>Why something that came from outside was refused. Names are stored and shown to operators: they are added to, never renamed.</summary>
public enum CryptoFailure
{
    /// <summary>Nothing failed.</summary>
    None = 0,

    /// <summary>Not of the form the specification gives.</summary>
    BadFormat = 1,

    /// <summary>The message authentication code does not fit.</summary>
    BadMac = 2,

    /// <summary>The signature does not fit.</summary>
    BadSignature = 3,

    /// <summary>A file is not the one whose hash was told.</summary>
    BadHash = 30,

    /// <summary>A version this library does not speak.</summary>
    WrongVersion = 4,

    /// <summary>An algorithm this library does not speak.</summary>
    Unsupported = 5,

    /// <summary>A point of low order: the shared secret would be known to all.</summary>
    LowOrderPoint = 6,

    /// <summary>No session fits the message.</summary>
    UnknownSession = 7,

    /// <summary>The one-time key is not, or no longer, ours.</summary>
    UnknownOneTimeKey = 8,

    /// <summary>Further ahead in its chain than is believed.</summary>
    TooFarAhead = 9,

    /// <summary>Its key was used or dropped: it was read before, or is too old.</summary>
    AlreadyReceived = 10,

    /// <summary>Megolm: below the first index this key can read.</summary>
    UnknownMessageIndex = 11,

    /// <summary>The index was used for another event.</summary>
    Replay = 12,

    /// <summary>What the ciphertext says of its sender is not who sent it.</summary>
    SenderMismatch = 13,

    /// <summary>It was encrypted for somebody else.</summary>
    RecipientMismatch = 14,

    /// <summary>It was encrypted for another room.</summary>
    RoomMismatch = 15,

    /// <summary>The session belongs to another user, or another session was found.</summary>
    SessionMismatch = 16,

    /// <summary>The device is not known, or not with these keys.</summary>
    UnknownDevice = 17,

    /// <summary>The sender told that it gives no key for this session.</summary>
    Withheld = 18,

    /// <summary>The trust it asks for is not there.</summary>
    NotTrusted = 19,

    /// <summary>Larger or deeper than anything legitimate.</summary>
    TooLarge = 20,

    /// <summary>It begins a new Olm chain though nothing answered the one before: only a forger does.</summary>
    UnexpectedChain = 21,
}
