using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>The hash chain of Olm (specification, "Advancing the chain key", "Creating a message key").</summary>
internal static class ChainKey
{
    public const int Length = 32;

    public static void Advance(Span<byte> chainKey)
    {
        Span<byte> next = stackalloc byte[Length];
        HMACSHA256.HashData(chainKey, [2], next);
        next.CopyTo(chainKey);
        CryptographicOperations.ZeroMemory(next);
    }

    public static void MessageKey(ReadOnlySpan<byte> chainKey, Span<byte> messageKey) => HMACSHA256.HashData(chainKey, [1], messageKey);
}
