namespace RupnBot.Crypto;

/// <summary>The chains of the other side, the newest first; a sixth pushes the oldest out.</summary>
internal sealed class ReceivingChains : IDisposable
{
    private readonly Curve25519PublicKey[] _ratchetKeys = new Curve25519PublicKey[OlmLimits.ReceivingChains];
    private readonly uint[] _indexes = new uint[OlmLimits.ReceivingChains];
    private readonly SecretBytes _chainKeys = new(OlmLimits.ReceivingChains * ChainKey.Length);

    public int Count { get; private set; }

    public int Find(in Curve25519PublicKey ratchetKey) => Array.IndexOf(_ratchetKeys, ratchetKey, 0, Count);

    public ref readonly Curve25519PublicKey RatchetKey(int chain) => ref _ratchetKeys[chain];

    /// <summary>The index of the message that the chain key is for.</summary>
    public uint Index(int chain) => _indexes[chain];

    public ReadOnlySpan<byte> Key(int chain) => Slot(chain);

    public void Set(int chain, ReadOnlySpan<byte> chainKey, uint index)
    {
        chainKey.CopyTo(Slot(chain));
        _indexes[chain] = index;
    }

    public void AddNewest(in Curve25519PublicKey ratchetKey, ReadOnlySpan<byte> chainKey, uint index)
    {
        if (Count < OlmLimits.ReceivingChains) Count++;
        Array.Copy(_ratchetKeys, 0, _ratchetKeys, 1, Count - 1);
        Array.Copy(_indexes, 0, _indexes, 1, Count - 1);
        _chainKeys.Span[..((Count - 1) * ChainKey.Length)].CopyTo(_chainKeys.Span[ChainKey.Length..]);
        _ratchetKeys[0] = ratchetKey;
        Set(0, chainKey, index);
    }

    public void Dispose() => _chainKeys.Dispose();

    private Span<byte> Slot(int chain) => _chainKeys.Span.Slice(chain * ChainKey.Length, ChainKey.Length);
}
