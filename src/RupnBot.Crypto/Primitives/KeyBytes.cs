using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RupnBot.Crypto;

/// <summary>The 32 bytes of a public key, held in place. Comparing them needs no constant time: they are public.</summary>
[InlineArray(Length)]
internal struct KeyBytes
{
    public const int Length = 32;

    private byte _first;

    public static KeyBytes From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException("A public key has 32 bytes.", nameof(bytes));
        var key = default(KeyBytes);
        bytes.CopyTo(key);
        return key;
    }

    public static bool TryParse(string? base64, out KeyBytes key)
    {
        key = default;
        if (base64 is null || base64.Length is < 43 or > 44 || !UnpaddedBase64.TryDecode(base64, out var bytes) || bytes.Length != Length) return false;
        key = From(bytes);
        return true;
    }

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Span => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in _first), Length);

    public readonly int Hash() => MemoryMarshal.Read<int>(Span) ^ MemoryMarshal.Read<int>(Span[16..]);
}
