using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>The secret part of a Curve25519 key, for X25519 (RFC 7748).</summary>
public sealed class Curve25519SecretKey : IDisposable
{
    /// <summary>Bytes of the key and of what two parties agree on.</summary>
    public const int Length = 32;

    private readonly SecretBytes _secret = new(Length);

    private Curve25519SecretKey()
    {
    }

    /// <summary>What others may know.</summary>
    public Curve25519PublicKey PublicKey { get; private set; }

    /// <summary>Makes a new one.</summary>
    public static Curve25519SecretKey Generate()
    {
        var key = new Curve25519SecretKey();
        Sodium.Random(key._secret.Span, Length);
        return key.Completed();
    }

    /// <summary>Takes the 32 bytes of an existing one.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static Curve25519SecretKey FromBytes(ReadOnlySpan<byte> of32)
    {
        if (of32.Length != Length) throw new ArgumentException("A secret key has 32 bytes.", nameof(of32));
        var key = new Curve25519SecretKey();
        of32.CopyTo(key._secret.Span);
        return key.Completed();
    }

    /// <summary>
    /// X25519 with someone's public key. False, and nothing agreed, when that is a point of low order: the secret would be known to everyone
    /// (RFC 7748, 6.1).
    /// </summary>
    public bool TryAgree(in Curve25519PublicKey their, Span<byte> shared32)
    {
        if (shared32.Length != Length) throw new ArgumentException("A shared secret has 32 bytes.", nameof(shared32));
        if (Sodium.ScalarMultiply(shared32, _secret.Span, their.Span) == 0) return true;
        CryptographicOperations.ZeroMemory(shared32);
        return false;
    }

    /// <summary>Copies the secret out, to be sealed.</summary>
    public void Export(Span<byte> of32) => _secret.Span.CopyTo(of32);

    /// <summary>Overwrites the secret.</summary>
    public void Dispose() => _secret.Dispose();

    private Curve25519SecretKey Completed()
    {
        Span<byte> publicKey = stackalloc byte[Length];
        if (Sodium.ScalarMultiplyBase(publicKey, _secret.Span) != 0) throw new CryptographicException("No public key could be computed.");
        PublicKey = Curve25519PublicKey.FromBytes(publicKey);
        return this;
    }
}
