using System.Buffers.Binary;

namespace RupnBot.Crypto;

/// <summary>Writes what <see cref="StateReader"/> reads, into memory of the right size.</summary>
internal ref struct StateWriter(Span<byte> destination)
{
    private Span<byte> _rest = destination;

    public void Byte(byte value)
    {
        _rest[0] = value;
        _rest = _rest[1..];
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_rest, value);
        _rest = _rest[4..];
    }

    public void Bytes(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(_rest);
        _rest = _rest[value.Length..];
    }

    /// <summary>Hands out the memory of so many bytes.</summary>
    public Span<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
