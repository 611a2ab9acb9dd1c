namespace RupnBot.Crypto;

/// <summary>How much of what the network sends is read. Far above anything legitimate: what is beyond is refused, not cut.</summary>
internal static class InboundLimits
{
    /// <summary>To-device events of one sync; servers send about 100 at a time.</summary>
    public const int ToDeviceEvents = 10_000;

    /// <summary>Characters of base64 of one Olm or Megolm message; an event of a room has at most 65,536 bytes in all.</summary>
    public const int Ciphertext = 131_072;

    /// <summary>Bytes of one event kept until its key arrives.</summary>
    public const int KeptEvent = 131_072;

    /// <summary>How deep decrypted JSON may be nested.</summary>
    public const int Depth = 64;

    /// <summary>Characters of an identifier or a code.</summary>
    public const int Name = 255;

    /// <summary>Devices of one user.</summary>
    public const int Devices = 1_000;

    /// <summary>Characters of one published device, its signatures included.</summary>
    public const int Device = 65_536;

    /// <summary>Users in one list of changes.</summary>
    public const int Users = 100_000;

    /// <summary>Olm sessions kept with one device; the one not received on for longest goes first.</summary>
    public const int OlmSessions = 20;

    /// <summary>Events that wait for their keys, in all.</summary>
    public const int WaitingEvents = 1_000;

    /// <summary>How long an event waits for its key.</summary>
    public static readonly TimeSpan Waiting = TimeSpan.FromDays(14);

    /// <summary>How long the hashes of decrypted Olm messages are kept: servers drop what was delivered long before.</summary>
    public static readonly TimeSpan SeenHashes = TimeSpan.FromDays(14);

    /// <summary>How long it is known which event used which message index: afterwards nothing that old is read any more, so that nothing is read twice.</summary>
    public static readonly TimeSpan Uses = TimeSpan.FromDays(90);

    /// <summary>How often the session with one device is renewed because its messages cannot be read.</summary>
    public static readonly TimeSpan Unwedging = TimeSpan.FromHours(1);
}
