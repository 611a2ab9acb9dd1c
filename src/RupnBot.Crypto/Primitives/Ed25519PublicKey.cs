using System.Diagnostics.CodeAnalysis;

namespace RupnBot.Crypto;

/// <summary>The public part of an Ed25519 key (RFC 8032), as fingerprint keys and cross-signing keys are.</summary>
public readonly struct Ed25519PublicKey : IEquatable<Ed25519PublicKey>
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = KeyBytes.Length;

    private readonly KeyBytes _bytes;

    private Ed25519PublicKey(in KeyBytes bytes) => _bytes = bytes;

    [UnscopedRef]
    internal ReadOnlySpan<byte> Span => _bytes.Span;

    /// <summary>Parses base64, padded or not.</summary>
    public static bool TryParse(string? base64, out Ed25519PublicKey key)
    {
        var valid = KeyBytes.TryParse(base64, out var bytes);
        key = new Ed25519PublicKey(bytes);
        return valid;
    }

    /// <summary>Takes 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static Ed25519PublicKey FromBytes(ReadOnlySpan<byte> of32) => new(KeyBytes.From(of32));

    /// <summary>
    /// Whether a signature is right. Strict, so that nobody can make a second signature out of a first: S must be below the group order, and
    /// neither key nor R may be of small order (RFC 8032, 5.1.7 and 8.4).
    /// </summary>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519SecretKey.SignatureLength && Sodium.Verify(signature, message, (ulong)message.Length, Span) == 0;

    /// <summary>Copies the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination) => Span.CopyTo(destination);

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <summary>Unpadded base64, as keys stand in JSON.</summary>
    public override string ToString() => UnpaddedBase64.Encode(Span);

    /// <inheritdoc/>
    public bool Equals(Ed25519PublicKey other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Ed25519PublicKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.Hash();

    /// <summary>Whether the bytes are the same.</summary>
    public static bool operator ==(Ed25519PublicKey left, Ed25519PublicKey right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Ed25519PublicKey left, Ed25519PublicKey right) => !left.Equals(right);
}
