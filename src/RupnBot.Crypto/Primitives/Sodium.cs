using System.Runtime.InteropServices;

namespace RupnBot.Crypto;

/// <summary>The functions of libsodium that are used (https://doc.libsodium.org/); nothing outside this folder calls them.</summary>
internal static partial class Sodium
{
    private const string Library = "libsodium";

    // Without it libsodium would stay with its portable code.
    static Sodium()
    {
        if (Initialize() < 0) throw new InvalidOperationException("libsodium could not be initialised.");
    }

    /// <summary>Ed25519 key pair of a seed: the secret key is the seed followed by the public key, 64 bytes.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_sign_seed_keypair")]
    internal static partial int SignSeedKeyPair(Span<byte> publicKey, Span<byte> secretKey, ReadOnlySpan<byte> seed);

    [LibraryImport(Library, EntryPoint = "crypto_sign_detached")]
    internal static partial int Sign(Span<byte> signature, nint signatureLength, ReadOnlySpan<byte> message, ulong length, ReadOnlySpan<byte> secretKey);

    /// <summary>Refuses S ≥ L, keys that are not canonical, and keys and R of small order.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_sign_verify_detached")]
    internal static partial int Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ulong length, ReadOnlySpan<byte> publicKey);

    /// <summary>X25519; not 0 when the result is all zero, as it is for points of low order.</summary>
    [LibraryImport(Library, EntryPoint = "crypto_scalarmult")]
    internal static partial int ScalarMultiply(Span<byte> shared, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> point);

    [LibraryImport(Library, EntryPoint = "crypto_scalarmult_base")]
    internal static partial int ScalarMultiplyBase(Span<byte> publicKey, ReadOnlySpan<byte> secret);

    [LibraryImport(Library, EntryPoint = "randombytes_buf")]
    internal static partial void Random(Span<byte> buffer, nuint length);

    [LibraryImport(Library, EntryPoint = "sodium_bin2base64")]
    internal static partial nint ToBase64(Span<byte> text, nuint textCapacity, ReadOnlySpan<byte> bytes, nuint length, int variant);

    [LibraryImport(Library, EntryPoint = "sodium_base642bin")]
    internal static partial int FromBase64(
        Span<byte> bytes, nuint capacity, ReadOnlySpan<byte> text, nuint length, nint ignored, out nuint written, nint end, int variant);

    [LibraryImport(Library, EntryPoint = "sodium_init")]
    private static partial int Initialize();
}
