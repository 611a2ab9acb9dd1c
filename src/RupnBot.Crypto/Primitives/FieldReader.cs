namespace RupnBot.Crypto;

/// <summary>
/// Reads the fields of Olm and Megolm messages: tags, integers and strings as Protocol Buffers has them (specification, "The Olm Message
/// Format"). Every length is checked against what is there; integers have 32 bits.
/// </summary>
internal ref struct FieldReader(ReadOnlySpan<byte> payload)
{
    private const int Integer = 0;
    private const int String = 2;

    private ReadOnlySpan<byte> _rest = payload;

    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Reads the next field, known or not; false when there is no whole one.</summary>
    public bool TryRead(out uint tag, out uint integer, out ReadOnlySpan<byte> bytes)
    {
        integer = 0;
        bytes = default;
        if (!TryReadInteger(out tag)) return false;
        if ((tag & 7) == Integer) return TryReadInteger(out integer);
        return (tag & 7) == String && TryReadString(out bytes);
    }

    private bool TryReadString(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryReadInteger(out var length) || length > (uint)_rest.Length) return false;
        bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    // Seven bits a byte, the least significant first: at most five bytes, of which the last holds four bits.
    private bool TryReadInteger(out uint value)
    {
        value = 0;
        for (var i = 0; i < _rest.Length && i < 5; i++)
        {
            var current = _rest[i];
            if (i == 4 && current > 0x0F) return false;
            value |= (uint)(current & 0x7F) << (7 * i);
            if (current >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return true;
        }

        return false;
    }
}
