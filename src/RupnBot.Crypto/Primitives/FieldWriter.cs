namespace RupnBot.Crypto;

/// <summary>Writes what <see cref="FieldReader"/> reads, into memory of the right size.</summary>
internal ref struct FieldWriter(Span<byte> destination)
{
    private readonly Span<byte> _all = destination;
    private int _at;

    public readonly int Written => _at;

    /// <summary>Bytes that an integer takes.</summary>
    public static int Size(uint value) => value switch { < 1u << 7 => 1, < 1u << 14 => 2, < 1u << 21 => 3, < 1u << 28 => 4, _ => 5 };

    /// <summary>Bytes that a field with a string takes; tags have one.</summary>
    public static int StringSize(int length) => 1 + Size((uint)length) + length;

    public void Byte(byte value) => _all[_at++] = value;

    public void Integer(byte tag, uint value)
    {
        Byte(tag);
        Varint(value);
    }

    public void String(byte tag, scoped ReadOnlySpan<byte> value) => value.CopyTo(String(tag, value.Length));

    /// <summary>Begins a string and hands out the memory that its bytes go to.</summary>
    public Span<byte> String(byte tag, int length)
    {
        Byte(tag);
        Varint((uint)length);
        _at += length;
        return _all.Slice(_at - length, length);
    }

    private void Varint(uint value)
    {
        for (; value >= 0x80; value >>= 7) Byte((byte)(value | 0x80));
        Byte((byte)value);
    }
}
