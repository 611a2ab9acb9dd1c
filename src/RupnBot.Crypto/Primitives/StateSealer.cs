using System.Security.Cryptography;
using System.Text;

namespace RupnBot.Crypto;

/// <summary>
/// Seals private material for the database with AES-256-GCM: version byte, nonce of 96 random bits, ciphertext, tag of 128 bits. The identity
/// of the row is authenticated with it, so that one row's secret cannot be put in place of another's. At most 2^32 seals a key
/// (NIST SP 800-38D, 8.3), which is a seal a second for a century.
/// </summary>
public sealed class StateSealer : IDisposable
{
    /// <summary>Bytes of the key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes a sealed value has more than the plain one.</summary>
    public const int Overhead = 1 + NonceLength + TagLength;

    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly AesGcm _cipher;

    // OpenSSL's context is not made for two threads at once.
    private readonly Lock _lock = new();

    /// <summary>With a key of 32 bytes, which is kept outside the database.</summary>
    public StateSealer(ReadOnlySpan<byte> key32)
    {
        if (key32.Length != KeyLength) throw new ArgumentException("The key has 32 bytes.", nameof(key32));
        _cipher = new AesGcm(key32, TagLength);
    }

    /// <summary>Seals for one row.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string rowIdentity)
    {
        var sealedBytes = new byte[Overhead + plain.Length];
        sealedBytes[0] = Version;
        var nonce = sealedBytes.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        var ciphertext = sealedBytes.AsSpan(1 + NonceLength, plain.Length);
        lock (_lock) _cipher.Encrypt(nonce, plain, ciphertext, sealedBytes.AsSpan(^TagLength..), Associated(rowIdentity));
        return sealedBytes;
    }

    /// <summary>Opens what was sealed for that row; false when it was not, or was changed, or with another key.</summary>
    public bool TryOpen(ReadOnlySpan<byte> sealedBytes, string rowIdentity, out byte[] plain)
    {
        plain = [];
        if (sealedBytes.Length < Overhead || sealedBytes[0] != Version) return false;
        var opened = new byte[sealedBytes.Length - Overhead];
        try
        {
            var body = sealedBytes[(1 + NonceLength)..];
            lock (_lock) _cipher.Decrypt(sealedBytes.Slice(1, NonceLength), body[..opened.Length], body[opened.Length..], opened, Associated(rowIdentity));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plain = opened;
        return true;
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose() => _cipher.Dispose();

    private static byte[] Associated(string rowIdentity)
    {
        ArgumentNullException.ThrowIfNull(rowIdentity);
        return [Version, .. Encoding.UTF8.GetBytes(rowIdentity)];
    }
}
