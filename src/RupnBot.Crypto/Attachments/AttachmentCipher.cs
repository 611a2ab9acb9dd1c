using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>
/// Files for encrypted rooms (specification, "Sending encrypted attachments"): AES-256 in counter mode under a key and a counter of this one
/// file, and the SHA-256 of the ciphertext beside them, which is what tells a file that the server changed.
/// </summary>
public static class AttachmentCipher
{
    /// <summary>The most bytes a file may have: 100 MiB.</summary>
    public const int MaximumBytes = 100 << 20;

    /// <summary>Encrypts a file: the bytes to upload, as <c>application/octet-stream</c>, and what opens them.</summary>
    /// <param name="plaintext">The file.</param>
    /// <param name="file">Without an address: <see cref="EncryptedFile.At"/> gives it the one the upload made.</param>
    /// <exception cref="ArgumentException">It is larger than <see cref="MaximumBytes"/>.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> plaintext, out EncryptedFile file)
    {
        if (plaintext.Length > MaximumBytes) throw new ArgumentException("The file is too large.", nameof(plaintext));
        var key = RandomNumberGenerator.GetBytes(EncryptedFile.KeyLength);
        var counter = new byte[EncryptedFile.CounterLength];
        // The low 64 bits count and begin at zero: implementations differ in whether they carry beyond them.
        RandomNumberGenerator.Fill(counter.AsSpan(0, 8));
        var ciphertext = new byte[plaintext.Length];
        AesCtr.Transform(key, counter, plaintext, ciphertext);
        file = new EncryptedFile("", key, counter, SHA256.HashData(ciphertext));
        return ciphertext;
    }

    /// <summary>Decrypts a file. Nothing of it is handed out unless the hash fits the ciphertext.</summary>
    /// <param name="file">What the message said of it.</param>
    /// <param name="ciphertext">What was downloaded.</param>
    /// <param name="plaintext">The file.</param>
    /// <param name="failure"><see cref="CryptoFailure.BadHash"/> or <see cref="CryptoFailure.TooLarge"/>.</param>
    public static bool TryDecrypt(EncryptedFile file, ReadOnlySpan<byte> ciphertext, [NotNullWhen(true)] out byte[]? plaintext, out CryptoFailure failure)
    {
        ArgumentNullException.ThrowIfNull(file);
        plaintext = null;
        failure = CryptoFailure.TooLarge;
        if (ciphertext.Length > MaximumBytes) return false;
        Span<byte> hash = stackalloc byte[EncryptedFile.HashLength];
        SHA256.HashData(ciphertext, hash);
        failure = CryptoFailure.BadHash;
        if (!CryptographicOperations.FixedTimeEquals(hash, file.Hash)) return false;
        plaintext = new byte[ciphertext.Length];
        AesCtr.Transform(file.Key, file.Counter, ciphertext, plaintext);
        failure = CryptoFailure.None;
        return true;
    }
}
