using System.Text;

namespace RupnBot.Matrix;

/// <summary>Gives one string for the same short text met again: types, senders and state keys repeat by the thousand.</summary>
internal sealed class Utf8StringPool
{
    private const int Slots = 4096;
    private const int LongestBytes = 96;

    private readonly (byte[] Utf8, string Text)[] _slots = new (byte[], string)[Slots];

    public static bool Fits(ReadOnlySpan<byte> utf8) => utf8.Length <= LongestBytes && Ascii.IsValid(utf8);

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var slot = ref _slots[hash.ToHashCode() & (Slots - 1)];
        if (slot.Utf8 is { } known && utf8.SequenceEqual(known)) return slot.Text;
        slot = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return slot.Text;
    }
}
