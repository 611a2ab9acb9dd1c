using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RupnBot.Crypto;

/// <summary>
/// The key of a backup, <c>m.megolm_backup.v1.curve25519-aes-sha2</c> (specification, "Server-side key backups"): sessions are encrypted with
/// its public part, and read with it. Its text form tells nothing of it.
/// </summary>
internal sealed class BackupKey : IDisposable
{
    public const string Algorithm = "m.megolm_backup.v1.curve25519-aes-sha2";

    private const int MacLength = 8;
    private const int LongestCiphertext = 128 << 10;

    private readonly Curve25519SecretKey _secret;

    private BackupKey(Curve25519SecretKey secret) => _secret = secret;

    public Curve25519PublicKey PublicKey => _secret.PublicKey;

    public static BackupKey Generate() => new(Curve25519SecretKey.Generate());

    public static BackupKey FromBytes(ReadOnlySpan<byte> of32) => new(Curve25519SecretKey.FromBytes(of32));

    public byte[] Export()
    {
        var bytes = new byte[Curve25519SecretKey.Length];
        _secret.Export(bytes);
        return bytes;
    }

    /// <summary>Encrypts for whoever has the key: <c>session_data</c>.</summary>
    public static JsonObject Encrypt(in Curve25519PublicKey publicKey, ReadOnlySpan<byte> plaintext)
    {
        using var ephemeral = Curve25519SecretKey.Generate();
        if (!DerivedKeys.TryDerive(ephemeral, publicKey, out var keys)) throw new CryptoException(CryptoFailure.LowOrderPoint);
        using (keys)
        {
            return new JsonObject
            {
                ["ephemeral"] = ephemeral.PublicKey.ToString(),
                ["ciphertext"] = UnpaddedBase64.Encode(keys.Encrypt(plaintext)),
                ["mac"] = UnpaddedBase64.Encode(keys.Mac()),
            };
        }
    }

    /// <summary>
    /// Reads <c>session_data</c>. The MAC proves only that the writer knew the backup's public key: what comes out is not authenticated.
    /// </summary>
    public bool TryDecrypt(JsonElement sessionData, out byte[] plaintext, out CryptoFailure failure)
    {
        plaintext = [];
        failure = CryptoFailure.BadFormat;
        if (!Curve25519PublicKey.TryParse(sessionData.TextMember("ephemeral"), out var ephemeral)) return false;
        if (sessionData.TextMember("ciphertext") is not { Length: <= LongestCiphertext } text) return false;
        if (!UnpaddedBase64.TryDecode(text, out var ciphertext) || ciphertext.Length is 0 || ciphertext.Length % 16 != 0) return false;
        if (!UnpaddedBase64.TryDecode(sessionData.TextMember("mac"), out var mac) || mac.Length != MacLength) return false;
        failure = CryptoFailure.LowOrderPoint;
        if (!DerivedKeys.TryDerive(_secret, ephemeral, out var keys)) return false;
        using (keys)
        {
            failure = CryptoFailure.BadMac;
            if (!CryptographicOperations.FixedTimeEquals(mac, keys.Mac())) return false;
            failure = keys.TryDecrypt(ciphertext, out plaintext) ? CryptoFailure.None : CryptoFailure.BadFormat;
            return failure == CryptoFailure.None;
        }
    }

    /// <summary>Says what it is, never the key.</summary>
    public override string ToString() => nameof(BackupKey);

    public void Dispose() => _secret.Dispose();

    // HKDF-SHA-256 of the agreed secret, 32 zero bytes of salt, no info: 32 bytes for AES-CBC, 32 for the MAC, 16 for the initialization vector.
    private sealed class DerivedKeys : IDisposable
    {
        private readonly SecretBytes _bytes = new(80);
        private readonly Aes _aes = Aes.Create();

        private DerivedKeys(ReadOnlySpan<byte> shared)
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, _bytes.Span, stackalloc byte[32], []);
            _aes.SetKey(_bytes.Span[..32]);
        }

        public static bool TryDerive(Curve25519SecretKey own, in Curve25519PublicKey their, [NotNullWhen(true)] out DerivedKeys? keys)
        {
            Span<byte> shared = stackalloc byte[32];
            keys = own.TryAgree(their, shared) ? new DerivedKeys(shared) : null;
            CryptographicOperations.ZeroMemory(shared);
            return keys is not null;
        }

        public byte[] Encrypt(ReadOnlySpan<byte> plaintext) => _aes.EncryptCbc(plaintext, _bytes.Span[64..]);

        public bool TryDecrypt(ReadOnlySpan<byte> ciphertext, out byte[] plaintext)
        {
            try
            {
                plaintext = _aes.DecryptCbc(ciphertext, _bytes.Span[64..]);
                return true;
            }
            // The padding. Nobody who could try many texts hears of it.
            catch (CryptographicException)
            {
                plaintext = [];
                return false;
            }
        }

        // "Pass an empty string through HMAC-SHA-256": meant to be the ciphertext, but libolm never did, and all who came after do as it does.
        public byte[] Mac() => HMACSHA256.HashData(_bytes.Span[32..64], [])[..MacLength];

        public void Dispose()
        {
            _aes.Dispose();
            _bytes.Dispose();
        }
    }
}
