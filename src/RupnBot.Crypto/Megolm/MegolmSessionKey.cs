using System.Buffers.Binary;

namespace RupnBot.Crypto;

/// <summary>The two forms in which sessions are given away (specification, "Session sharing format", "Session export format").</summary>
internal static class MegolmSessionKey
{
    /// <summary>Version, index, ratchet, public key.</summary>
    public const int ExportLength = 1 + IndexLength + MegolmRatchet.Length + Ed25519PublicKey.Length;

    /// <summary>The same, signed.</summary>
    public const int SharedLength = ExportLength + Ed25519SecretKey.SignatureLength;

    private const int IndexLength = 4;
    private const byte ExportVersion = 1;
    private const byte SharedVersion = 2;

    public static byte[] Share(uint index, ReadOnlySpan<byte> ratchet, Ed25519SecretKey key)
    {
        var shared = new byte[SharedLength];
        Write(shared, SharedVersion, index, ratchet, key.PublicKey);
        key.Sign(shared.AsSpan(0, ExportLength), shared.AsSpan(ExportLength));
        return shared;
    }

    public static byte[] Export(uint index, ReadOnlySpan<byte> ratchet, in Ed25519PublicKey key)
    {
        var exported = new byte[ExportLength];
        Write(exported, ExportVersion, index, ratchet, key);
        return exported;
    }

    public static CryptoFailure TryReadShared(ReadOnlySpan<byte> shared, out uint index, out ReadOnlySpan<byte> ratchet, out Ed25519PublicKey key)
    {
        var failure = TryRead(shared, SharedVersion, SharedLength, out index, out ratchet, out key);
        if (failure != CryptoFailure.None) return failure;
        return key.Verify(shared[..ExportLength], shared[ExportLength..]) ? CryptoFailure.None : CryptoFailure.BadSignature;
    }

    public static CryptoFailure TryReadExport(ReadOnlySpan<byte> exported, out uint index, out ReadOnlySpan<byte> ratchet, out Ed25519PublicKey key) =>
        TryRead(exported, ExportVersion, ExportLength, out index, out ratchet, out key);

    private static CryptoFailure TryRead(
        ReadOnlySpan<byte> bytes, byte version, int length, out uint index, out ReadOnlySpan<byte> ratchet, out Ed25519PublicKey key)
    {
        index = 0;
        ratchet = default;
        key = default;
        if (bytes.IsEmpty) return CryptoFailure.BadFormat;
        if (bytes[0] != version) return CryptoFailure.WrongVersion;
        if (bytes.Length != length) return CryptoFailure.BadFormat;
        index = BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        ratchet = bytes.Slice(1 + IndexLength, MegolmRatchet.Length);
        key = Ed25519PublicKey.FromBytes(bytes.Slice(1 + IndexLength + MegolmRatchet.Length, Ed25519PublicKey.Length));
        return CryptoFailure.None;
    }

    private static void Write(Span<byte> destination, byte version, uint index, ReadOnlySpan<byte> ratchet, in Ed25519PublicKey key)
    {
        var writer = new StateWriter(destination);
        writer.Byte(version);
        writer.UInt32(index);
        writer.Bytes(ratchet);
        writer.Bytes(key.Span);
    }
}
