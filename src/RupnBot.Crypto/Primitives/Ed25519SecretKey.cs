using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>The secret part of an Ed25519 key (RFC 8032).</summary>
public sealed class Ed25519SecretKey : IDisposable
{
    /// <summary>Bytes of a signature.</summary>
    public const int SignatureLength = 64;

    /// <summary>Bytes of the seed a key is made from, and is kept as.</summary>
    public const int SeedLength = 32;

    // The seed followed by the public key, as libsodium wants it.
    private readonly SecretBytes _secret = new(64);

    private Ed25519SecretKey(ReadOnlySpan<byte> seed)
    {
        Span<byte> publicKey = stackalloc byte[Ed25519PublicKey.Length];
        if (Sodium.SignSeedKeyPair(publicKey, _secret.Span, seed) != 0) throw new CryptographicException("No key could be made of the seed.");
        PublicKey = Ed25519PublicKey.FromBytes(publicKey);
    }

    /// <summary>What others verify with.</summary>
    public Ed25519PublicKey PublicKey { get; }

    /// <summary>Makes a new one.</summary>
    public static Ed25519SecretKey Generate()
    {
        Span<byte> seed = stackalloc byte[SeedLength];
        Sodium.Random(seed, SeedLength);
        var key = new Ed25519SecretKey(seed);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    /// <summary>Makes it from its seed of 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static Ed25519SecretKey FromSeed(ReadOnlySpan<byte> of32)
    {
        if (of32.Length != SeedLength) throw new ArgumentException("A seed has 32 bytes.", nameof(of32));
        return new Ed25519SecretKey(of32);
    }

    /// <summary>The signature of a message, 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[SignatureLength];
        Sign(message, signature);
        return signature;
    }

    /// <summary>Writes the signature of a message, 64 bytes.</summary>
    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        if (signature.Length != SignatureLength) throw new ArgumentException("A signature has 64 bytes.", nameof(signature));
        if (Sodium.Sign(signature, 0, message, (ulong)message.Length, _secret.Span) != 0) throw new CryptographicException("Nothing could be signed.");
    }

    /// <summary>Copies the seed out, to be sealed.</summary>
    public void Export(Span<byte> seed32) => _secret.Span[..SeedLength].CopyTo(seed32);

    /// <summary>Overwrites the secret.</summary>
    public void Dispose() => _secret.Dispose();
}
