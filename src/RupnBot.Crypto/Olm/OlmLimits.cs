namespace RupnBot.Crypto;

/// <summary>What a session computes and keeps at most; the limits that the other implementations have.</summary>
internal static class OlmLimits
{
    /// <summary>Messages of a chain that may be missing before one that is read.</summary>
    public const int Gap = 2000;

    /// <summary>Keys of missing messages that are kept for when they come late; the newest of the session.</summary>
    public const int SkippedKeys = 40;

    /// <summary>Chains of the other side that are kept; the newest.</summary>
    public const int ReceivingChains = 5;

    /// <summary>Bytes of a message, far above what a homeserver lets through.</summary>
    public const int Message = 128 * 1024;

    /// <summary>Bytes of a plaintext: what an event may have.</summary>
    public const int Plaintext = 64 * 1024;
}
