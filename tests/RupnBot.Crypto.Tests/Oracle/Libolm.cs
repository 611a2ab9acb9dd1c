using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace RupnBot.Crypto.Tests.Oracle;

/// <summary>
/// The functions of libolm 3.2 (Debian package libolm3) that the tests call: another implementation of the same protocols, to be agreed with.
/// It is deprecated, and no part of what is shipped.
/// </summary>
internal static partial class Libolm
{
    private const string Library = "libolm";

    static Libolm() => NativeLibrary.SetDllImportResolver(
        typeof(Libolm).Assembly, static (name, _, _) => name == Library ? LibolmLocation.Load() : 0);

    /// <summary>Memory for one of its objects, which never moves.</summary>
    public static nint Create(nuint size, Func<nint, nint> initialise)
    {
        unsafe
        {
            return initialise((nint)NativeMemory.AllocZeroed(size));
        }
    }

    public static void Free(nint memory)
    {
        unsafe
        {
            NativeMemory.Free((void*)memory);
        }
    }

    public static byte[] Random(nuint length) => RandomNumberGenerator.GetBytes((int)length);

    public static nuint Checked(nuint result, string what) =>
        Failed(result) ? throw new CryptographicException($"libolm refused: {what}") : result;

    public static bool Failed(nuint result) => result == nuint.MaxValue;

    public static byte[] Base64(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetBytes(UnpaddedBase64.Encode(bytes));

    public static byte[] Bytes(ReadOnlySpan<byte> base64) =>
        UnpaddedBase64.TryDecode(Encoding.ASCII.GetString(base64), out var bytes) ? bytes : throw new FormatException("libolm gave no base64.");

    [LibraryImport(Library, EntryPoint = "olm_get_library_version")]
    public static partial void Version(out byte major, out byte minor, out byte patch);

    [LibraryImport(Library, EntryPoint = "olm_account_size")]
    public static partial nuint AccountSize();

    [LibraryImport(Library, EntryPoint = "olm_account")]
    public static partial nint Account(nint memory);

    [LibraryImport(Library, EntryPoint = "olm_create_account_random_length")]
    public static partial nuint CreateAccountRandomLength(nint account);

    [LibraryImport(Library, EntryPoint = "olm_create_account")]
    public static partial nuint CreateAccount(nint account, Span<byte> random, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_account_identity_keys_length")]
    public static partial nuint IdentityKeysLength(nint account);

    [LibraryImport(Library, EntryPoint = "olm_account_identity_keys")]
    public static partial nuint IdentityKeys(nint account, Span<byte> keys, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_account_generate_one_time_keys_random_length")]
    public static partial nuint GenerateOneTimeKeysRandomLength(nint account, nuint count);

    [LibraryImport(Library, EntryPoint = "olm_account_generate_one_time_keys")]
    public static partial nuint GenerateOneTimeKeys(nint account, nuint count, Span<byte> random, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_account_one_time_keys_length")]
    public static partial nuint OneTimeKeysLength(nint account);

    [LibraryImport(Library, EntryPoint = "olm_account_one_time_keys")]
    public static partial nuint OneTimeKeys(nint account, Span<byte> keys, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_account_mark_keys_as_published")]
    public static partial nuint MarkKeysAsPublished(nint account);

    [LibraryImport(Library, EntryPoint = "olm_session_size")]
    public static partial nuint SessionSize();

    [LibraryImport(Library, EntryPoint = "olm_session")]
    public static partial nint Session(nint memory);

    [LibraryImport(Library, EntryPoint = "olm_session_id_length")]
    public static partial nuint SessionIdLength(nint session);

    [LibraryImport(Library, EntryPoint = "olm_session_id")]
    public static partial nuint SessionId(nint session, Span<byte> id, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_create_outbound_session_random_length")]
    public static partial nuint CreateOutboundRandomLength(nint session);

    [LibraryImport(Library, EntryPoint = "olm_create_outbound_session")]
    public static partial nuint CreateOutbound(
        nint session, nint account, ReadOnlySpan<byte> identity, nuint identityLength, ReadOnlySpan<byte> oneTimeKey, nuint oneTimeKeyLength, Span<byte> random, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_create_inbound_session")]
    public static partial nuint CreateInbound(nint session, nint account, Span<byte> message, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_encrypt_random_length")]
    public static partial nuint EncryptRandomLength(nint session);

    [LibraryImport(Library, EntryPoint = "olm_encrypt_message_type")]
    public static partial nuint EncryptMessageType(nint session);

    [LibraryImport(Library, EntryPoint = "olm_encrypt_message_length")]
    public static partial nuint EncryptMessageLength(nint session, nuint plaintextLength);

    [LibraryImport(Library, EntryPoint = "olm_encrypt")]
    public static partial nuint Encrypt(
        nint session, ReadOnlySpan<byte> plaintext, nuint plaintextLength, Span<byte> random, nuint randomLength, Span<byte> message, nuint messageLength);

    [LibraryImport(Library, EntryPoint = "olm_decrypt_max_plaintext_length")]
    public static partial nuint DecryptLength(nint session, nuint type, Span<byte> message, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_decrypt")]
    public static partial nuint Decrypt(
        nint session, nuint type, Span<byte> message, nuint length, Span<byte> plaintext, nuint plaintextLength);
}
