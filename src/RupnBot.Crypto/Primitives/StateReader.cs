using System.Buffers.Binary;

namespace RupnBot.Crypto;

/// <summary>Reads the forms in which sessions are stored: fixed lengths, big-endian, nothing left over. Anything else is a <see cref="FormatException"/>.</summary>
internal ref struct StateReader(ReadOnlySpan<byte> state)
{
    private ReadOnlySpan<byte> _rest = state;

    public ReadOnlySpan<byte> Bytes(int length)
    {
        if (_rest.Length < length) throw new FormatException("The stored session is cut short.");
        var bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public byte Byte() => Bytes(1)[0];

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Bytes(4));

    public Curve25519PublicKey Key() => Curve25519PublicKey.FromBytes(Bytes(Curve25519PublicKey.Length));

    public void Version(byte expected)
    {
        if (Byte() != expected) throw new FormatException("The stored session has a version that is not known.");
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty) throw new FormatException("The stored session is followed by something else.");
    }
}
