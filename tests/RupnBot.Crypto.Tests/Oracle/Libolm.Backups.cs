using System.Runtime.InteropServices;

namespace RupnBot.Crypto.Tests.Oracle;

// Public-key encryption, as key backups use it.
internal static partial class Libolm
{
    [LibraryImport(Library, EntryPoint = "olm_pk_encryption_size")]
    public static partial nuint PkEncryptionSize();

    [LibraryImport(Library, EntryPoint = "olm_pk_encryption")]
    public static partial nint PkEncryption(nint memory);

    [LibraryImport(Library, EntryPoint = "olm_pk_encryption_set_recipient_key")]
    public static partial nuint PkSetRecipient(nint encryption, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_pk_ciphertext_length")]
    public static partial nuint PkCiphertextLength(nint encryption, nuint plaintextLength);

    [LibraryImport(Library, EntryPoint = "olm_pk_mac_length")]
    public static partial nuint PkMacLength(nint encryption);

    [LibraryImport(Library, EntryPoint = "olm_pk_key_length")]
    public static partial nuint PkKeyLength();

    [LibraryImport(Library, EntryPoint = "olm_pk_encrypt_random_length")]
    public static partial nuint PkEncryptRandomLength(nint encryption);

    [LibraryImport(Library, EntryPoint = "olm_pk_encrypt")]
    public static partial nuint PkEncrypt(
        nint encryption, ReadOnlySpan<byte> plaintext, nuint plaintextLength, Span<byte> ciphertext, nuint ciphertextLength,
        Span<byte> mac, nuint macLength, Span<byte> ephemeral, nuint ephemeralLength, ReadOnlySpan<byte> random, nuint randomLength);

    [LibraryImport(Library, EntryPoint = "olm_pk_decryption_size")]
    public static partial nuint PkDecryptionSize();

    [LibraryImport(Library, EntryPoint = "olm_pk_decryption")]
    public static partial nint PkDecryption(nint memory);

    [LibraryImport(Library, EntryPoint = "olm_pk_key_from_private")]
    public static partial nuint PkKeyFromPrivate(nint decryption, Span<byte> publicKey, nuint publicLength, ReadOnlySpan<byte> secret, nuint secretLength);

    [LibraryImport(Library, EntryPoint = "olm_pk_max_plaintext_length")]
    public static partial nuint PkPlaintextLength(nint decryption, nuint ciphertextLength);

    [LibraryImport(Library, EntryPoint = "olm_pk_decrypt")]
    public static partial nuint PkDecrypt(
        nint decryption, ReadOnlySpan<byte> ephemeral, nuint ephemeralLength, ReadOnlySpan<byte> mac, nuint macLength,
        Span<byte> ciphertext, nuint ciphertextLength, Span<byte> plaintext, nuint plaintextLength);
}
