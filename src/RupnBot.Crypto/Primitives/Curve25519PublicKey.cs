using System.Diagnostics.CodeAnalysis;

namespace RupnBot.Crypto;

/// <summary>The public part of a Curve25519 key (RFC 7748), as identity keys, one-time keys and ratchet keys are.</summary>
public readonly struct Curve25519PublicKey : IEquatable<Curve25519PublicKey>
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = KeyBytes.Length;

    private readonly KeyBytes _bytes;

    private Curve25519PublicKey(in KeyBytes bytes) => _bytes = bytes;

    [UnscopedRef]
    internal ReadOnlySpan<byte> Span => _bytes.Span;

    /// <summary>Parses base64, padded or not.</summary>
    public static bool TryParse(string? base64, out Curve25519PublicKey key)
    {
        var valid = KeyBytes.TryParse(base64, out var bytes);
        key = new Curve25519PublicKey(bytes);
        return valid;
    }

    /// <summary>Takes 32 bytes.</summary>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public static Curve25519PublicKey FromBytes(ReadOnlySpan<byte> of32) => new(KeyBytes.From(of32));

    /// <summary>Copies the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination) => Span.CopyTo(destination);

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <summary>Unpadded base64, as keys stand in JSON.</summary>
    public override string ToString() => UnpaddedBase64.Encode(Span);

    /// <inheritdoc/>
    public bool Equals(Curve25519PublicKey other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Curve25519PublicKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bytes.Hash();

    /// <summary>Whether the bytes are the same.</summary>
    public static bool operator ==(Curve25519PublicKey left, Curve25519PublicKey right) => left.Equals(right);

    /// <summary>Whether the bytes differ.</summary>
    public static bool operator !=(Curve25519PublicKey left, Curve25519PublicKey right) => !left.Equals(right);
}
