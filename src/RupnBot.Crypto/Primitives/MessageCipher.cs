using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>
/// The authenticated encryption that Olm and Megolm share (specification, "Olm Authenticated Encryption", "Message encryption"): AES-256-CBC
/// with PKCS#7 padding, HMAC-SHA-256 cut to 8 bytes, both keys and the IV derived by HKDF.
/// </summary>
internal ref struct MessageCipher
{
    public const int MacLength = 8;

    private const int BlockLength = 16;

    private KeyMaterial _keys;

    /// <summary>Derives the keys of one message.</summary>
    /// <param name="secret">The message key of Olm, or the whole ratchet of Megolm.</param>
    /// <param name="info">What the protocol calls these keys.</param>
    public MessageCipher(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> info) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, _keys, [], info);

    /// <summary>Bytes that a plaintext takes encrypted: the next multiple of the block, as padding is never empty.</summary>
    public static int CiphertextLength(int plaintext) => plaintext / BlockLength * BlockLength + BlockLength;

    public static bool IsCiphertext(ReadOnlySpan<byte> bytes) => bytes.Length > 0 && bytes.Length % BlockLength == 0;

    public readonly void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        using var aes = Aes.Create();
        aes.SetKey(_keys[..32]);
        aes.EncryptCbc(plaintext, _keys[64..], ciphertext, PaddingMode.PKCS7);
    }

    public readonly void Authenticate(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_keys[32..64], message, whole);
        whole[..MacLength].CopyTo(mac);
    }

    /// <summary>Whether the code fits; takes as long wherever it differs.</summary>
    public readonly bool IsAuthentic(ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[MacLength];
        Authenticate(message, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }

    /// <summary>Decrypts what was found authentic; false when its padding is none, which only a sender with the keys could bring about.</summary>
    public readonly bool TryDecrypt(ReadOnlySpan<byte> ciphertext, out byte[] plaintext)
    {
        plaintext = [];
        var rented = ArrayPool<byte>.Shared.Rent(ciphertext.Length);
        var padded = rented.AsSpan(0, ciphertext.Length);
        try
        {
            using var aes = Aes.Create();
            aes.SetKey(_keys[..32]);
            aes.DecryptCbc(ciphertext, _keys[64..], padded, PaddingMode.None);
            int padding = padded[^1];
            if (padding is 0 or > BlockLength || padded[^padding..].ContainsAnyExcept((byte)padding)) return false;
            plaintext = padded[..^padding].ToArray();
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Overwrites the keys.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_keys);

    // AES key, HMAC key, IV.
    [InlineArray(80)]
    private struct KeyMaterial
    {
        private byte _first;
    }
}
