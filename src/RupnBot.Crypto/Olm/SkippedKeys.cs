using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>Keys of messages that did not come yet, the oldest first; the oldest make room.</summary>
internal sealed class SkippedKeys : IDisposable
{
    private readonly (Curve25519PublicKey RatchetKey, uint Index)[] _names = new (Curve25519PublicKey, uint)[OlmLimits.SkippedKeys];

    // Most sessions never skip a message.
    private SecretBytes? _keys;

    public int Count { get; private set; }

    public (Curve25519PublicKey RatchetKey, uint Index) Name(int at) => _names[at];

    public ReadOnlySpan<byte> Key(int at) => Slot(at);

    public int Find(in Curve25519PublicKey ratchetKey, uint index)
    {
        for (var i = 0; i < Count; i++)
            if (_names[i].Index == index && _names[i].RatchetKey == ratchetKey) return i;
        return -1;
    }

    public void Add(in Curve25519PublicKey ratchetKey, uint index, ReadOnlySpan<byte> messageKey)
    {
        _keys ??= new SecretBytes(OlmLimits.SkippedKeys * ChainKey.Length);
        if (Count == OlmLimits.SkippedKeys) Remove(0);
        _names[Count] = (ratchetKey, index);
        messageKey.CopyTo(Slot(Count++));
    }

    public void Remove(int at)
    {
        Count--;
        Array.Copy(_names, at + 1, _names, at, Count - at);
        var keys = _keys!.Span;
        keys[((at + 1) * ChainKey.Length)..((Count + 1) * ChainKey.Length)].CopyTo(keys[(at * ChainKey.Length)..]);
        CryptographicOperations.ZeroMemory(Slot(Count));
    }

    public void Dispose() => _keys?.Dispose();

    private Span<byte> Slot(int at) => _keys!.Span.Slice(at * ChainKey.Length, ChainKey.Length);
}
