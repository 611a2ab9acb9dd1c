using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>Root keys of Olm (specification, "Initial setup", "Advancing the root key").</summary>
internal static class RootKey
{
    public const int Length = 32;

    /// <summary>Root and chain key of a new session from the three agreements.</summary>
    public static void Begin(ReadOnlySpan<byte> agreed, Span<byte> rootAndChain) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, rootAndChain, [], "OLM_ROOT"u8);

    /// <summary>Root and chain key of the next chain; false, and nothing computed, when their key is a point of low order.</summary>
    public static bool TryAdvance(ReadOnlySpan<byte> root, Curve25519SecretKey own, in Curve25519PublicKey their, Span<byte> rootAndChain)
    {
        Span<byte> shared = stackalloc byte[Curve25519SecretKey.Length];
        if (!own.TryAgree(their, shared)) return false;
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, rootAndChain, root, "OLM_RATCHET"u8);
        CryptographicOperations.ZeroMemory(shared);
        return true;
    }
}
