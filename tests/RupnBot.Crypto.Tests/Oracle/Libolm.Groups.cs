using System.Runtime.InteropServices;

namespace RupnBot.Crypto.Tests.Oracle;

// Megolm.
internal static partial class Libolm
{
    [LibraryImport(Library, EntryPoint = "olm_outbound_group_session_size")]
    public static partial nuint OutboundSize();

    [LibraryImport(Library, EntryPoint = "olm_outbound_group_session")]
    public static partial nint Outbound(nint memory);

    [LibraryImport(Library, EntryPoint = "olm_init_outbound_group_session_random_length")]
    public static partial nuint InitOutboundRandomLength(nint session);

    [LibraryImport(Library, EntryPoint = "olm_init_outbound_group_session")]
    public static partial nuint InitOutbound(nint session, Span<byte> random, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_outbound_group_session_id_length")]
    public static partial nuint OutboundIdLength(nint session);

    [LibraryImport(Library, EntryPoint = "olm_outbound_group_session_id")]
    public static partial nuint OutboundId(nint session, Span<byte> id, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_outbound_group_session_key_length")]
    public static partial nuint OutboundKeyLength(nint session);

    [LibraryImport(Library, EntryPoint = "olm_outbound_group_session_key")]
    public static partial nuint OutboundKey(nint session, Span<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_group_encrypt_message_length")]
    public static partial nuint GroupEncryptLength(nint session, nuint plaintextLength);

    [LibraryImport(Library, EntryPoint = "olm_group_encrypt")]
    public static partial nuint GroupEncrypt(nint session, ReadOnlySpan<byte> plaintext, nuint length, Span<byte> message, nuint messageLength);

    [LibraryImport(Library, EntryPoint = "olm_inbound_group_session_size")]
    public static partial nuint InboundSize();

    [LibraryImport(Library, EntryPoint = "olm_inbound_group_session")]
    public static partial nint Inbound(nint memory);

    [LibraryImport(Library, EntryPoint = "olm_init_inbound_group_session")]
    public static partial nuint InitInbound(nint session, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_import_inbound_group_session")]
    public static partial nuint ImportInbound(nint session, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_export_inbound_group_session_length")]
    public static partial nuint ExportInboundLength(nint session);

    [LibraryImport(Library, EntryPoint = "olm_export_inbound_group_session")]
    public static partial nuint ExportInbound(nint session, Span<byte> key, nuint length, uint index);

    [LibraryImport(Library, EntryPoint = "olm_pickle_inbound_group_session_length")]
    public static partial nuint PickleInboundLength(nint session);

    [LibraryImport(Library, EntryPoint = "olm_pickle_inbound_group_session")]
    public static partial nuint PickleInbound(nint session, ReadOnlySpan<byte> key, nuint keyLength, Span<byte> pickle, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_unpickle_inbound_group_session")]
    public static partial nuint UnpickleInbound(nint session, ReadOnlySpan<byte> key, nuint keyLength, Span<byte> pickle, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_group_decrypt_max_plaintext_length")]
    public static partial nuint GroupDecryptLength(nint session, Span<byte> message, nuint length);

    [LibraryImport(Library, EntryPoint = "olm_group_decrypt")]
    public static partial nuint GroupDecrypt(nint session, Span<byte> message, nuint length, Span<byte> plaintext, nuint plaintextLength, out uint index);
}
