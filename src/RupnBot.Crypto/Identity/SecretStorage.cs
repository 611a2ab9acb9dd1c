using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>What comparing a recovery key with a key's description came to.</summary>
public enum RecoveryKeyCheck
{
    /// <summary>It fits; or the description has nothing to check by, and the secrets themselves will tell.</summary>
    Fits,

    /// <summary>It is another key.</summary>
    Differs,

    /// <summary>The description is of an algorithm this library does not speak, or of no form at all.</summary>
    Unsupported,
}

/// <summary>
/// Secrets in the account data under a recovery key (specification, "Secrets", "Storage", <c>m.secret_storage.v1.aes-hmac-sha2</c>).
/// MACs are compared in constant time.
/// </summary>
public static class SecretStorage
{
    /// <summary>The one algorithm there is.</summary>
    public const string Algorithm = "m.secret_storage.v1.aes-hmac-sha2";

    /// <summary>Account data that names the key in use.</summary>
    public const string DefaultKeyType = "m.secret_storage.default_key";

    private const int Counter = 16;
    private const int Mac = 32;
    private const int LongestSecret = 64 << 10;

    /// <summary>The account data type of a key's description.</summary>
    public static string KeyType(string keyId) => "m.secret_storage.key." + keyId;

    /// <summary>
    /// An id for a key: always the same, so that a setup that was cut short goes on where it was. It tells nothing of the key.
    /// </summary>
    public static string KeyId(RecoveryKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        // Another salt than the one of secrets: no secret's name can lead to these bytes.
        Span<byte> id = stackalloc byte[16];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, id, "RupnBot key id"u8, []);
        return Convert.ToHexStringLower(id);
    }

    /// <summary>A key's description for the account data, by which it can be checked later.</summary>
    public static JsonObject Describe(RecoveryKey key, string name)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> zeros = stackalloc byte[Mac];
        zeros.Clear();
        var check = Encrypt(key, "", zeros);
        return new JsonObject { ["name"] = name, ["algorithm"] = Algorithm, ["iv"] = check["iv"]!.DeepClone(), ["mac"] = check["mac"]!.DeepClone() };
    }

    /// <summary>Compares a key with a description.</summary>
    public static RecoveryKeyCheck Check(RecoveryKey key, JsonElement description)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (description.TextMember("algorithm") != Algorithm) return RecoveryKeyCheck.Unsupported;
        // "these properties are optional. If they are not present, clients must assume that the key is valid"
        if (description.Member("iv") is null && description.Member("mac") is null) return RecoveryKeyCheck.Fits;
        if (!TryReadBytes(description, "iv", Counter, out var counter) || !TryReadBytes(description, "mac", Mac, out var mac)) return RecoveryKeyCheck.Unsupported;
        using var keys = new DerivedKeys(key, "");
        Span<byte> zeros = stackalloc byte[Mac];
        zeros.Clear();
        AesCtr.Transform(keys.Cipher, counter, zeros, zeros);
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(keys.Mac, zeros), mac) ? RecoveryKeyCheck.Fits : RecoveryKeyCheck.Differs;
    }

    /// <summary>Encrypts a secret: the object that stands under the key's id in <c>encrypted</c>.</summary>
    public static JsonObject Encrypt(RecoveryKey key, string secretName, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var keys = new DerivedKeys(key, secretName);
        Span<byte> counter = stackalloc byte[Counter];
        RandomNumberGenerator.Fill(counter);
        // "set bit 63 to 0 (in order to work around differences in AES-CTR implementations)"
        counter[8] &= 0x7F;
        var ciphertext = new byte[secret.Length];
        AesCtr.Transform(keys.Cipher, counter, secret, ciphertext);
        return new JsonObject
        {
            ["iv"] = UnpaddedBase64.Encode(counter),
            ["ciphertext"] = UnpaddedBase64.Encode(ciphertext),
            ["mac"] = UnpaddedBase64.Encode(HMACSHA256.HashData(keys.Mac, ciphertext)),
        };
    }

    /// <summary>Opens a secret: its account data, as it came.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyId">Its id.</param>
    /// <param name="secretName">The secret's name, which is the type of the account data.</param>
    /// <param name="accountData">The account data.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="failure"><see cref="CryptoFailure.BadFormat"/> (absent under this key, too) or <see cref="CryptoFailure.BadMac"/>.</param>
    public static bool TryDecrypt(RecoveryKey key, string keyId, string secretName, JsonElement accountData, out byte[] secret, out CryptoFailure failure)
    {
        ArgumentNullException.ThrowIfNull(key);
        secret = [];
        failure = CryptoFailure.BadFormat;
        if (accountData.ObjectMember("encrypted").ObjectMember(keyId) is not { } encrypted) return false;
        if (!TryReadBytes(encrypted, "iv", Counter, out var counter) || !TryReadBytes(encrypted, "mac", Mac, out var mac)) return false;
        if (encrypted.TextMember("ciphertext") is not { Length: <= LongestSecret } text || !UnpaddedBase64.TryDecode(text, out var ciphertext)) return false;
        using var keys = new DerivedKeys(key, secretName);
        failure = CryptoFailure.BadMac;
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(keys.Mac, ciphertext), mac)) return false;
        AesCtr.Transform(keys.Cipher, counter, ciphertext, ciphertext);
        secret = ciphertext;
        failure = CryptoFailure.None;
        return true;
    }

    private static bool TryReadBytes(JsonElement parent, string name, int length, out byte[] bytes) =>
        UnpaddedBase64.TryDecode(parent.TextMember(name), out bytes) && bytes.Length == length;

    // HKDF-SHA-256 with 32 zero bytes of salt and the secret's name as info: 32 bytes for AES, 32 for the MAC.
    private sealed class DerivedKeys : IDisposable
    {
        private readonly SecretBytes _bytes = new(64);

        public DerivedKeys(RecoveryKey key, string secretName) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, _bytes.Span, stackalloc byte[32], Encoding.UTF8.GetBytes(secretName));

        public ReadOnlySpan<byte> Cipher => _bytes.Span[..32];

        public ReadOnlySpan<byte> Mac => _bytes.Span[32..];

        public void Dispose() => _bytes.Dispose();
    }
}
