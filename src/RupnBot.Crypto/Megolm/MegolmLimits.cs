namespace RupnBot.Crypto;

/// <summary>What is read and written at most.</summary>
internal static class MegolmLimits
{
    /// <summary>Bytes of a message, far above what a homeserver lets through.</summary>
    public const int Message = 128 * 1024;

    /// <summary>Bytes of a plaintext: what an event may have.</summary>
    public const int Plaintext = 64 * 1024;
}
