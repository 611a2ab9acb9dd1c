namespace RupnBot.Crypto;

// How it is stored, sealed by the store: version, flags, the three public keys, root key, sending chain if any, receiving chains, skipped keys.
public sealed partial class OlmSession
{
    private const byte StateVersion = 1;
    private const byte HeardFlag = 1;
    private const byte SendingFlag = 2;
    private const int NamedKeyLength = Curve25519PublicKey.Length + 4 + ChainKey.Length;

    /// <summary>Everything, secrets included, to be sealed and stored.</summary>
    public byte[] Export()
    {
        var sending = _sendingRatchet is null ? 0 : Curve25519SecretKey.Length + 4 + ChainKey.Length;
        var state = new byte[2 + OlmSessionKeys.Length + RootKey.Length + sending + 2 + (_receiving.Count + _skipped.Count) * NamedKeyLength];
        var writer = new StateWriter(state);
        writer.Byte(StateVersion);
        writer.Byte((byte)((_heardFromThem ? HeardFlag : 0) | (_sendingRatchet is null ? 0 : SendingFlag)));
        _keys.CopyTo(writer.Take(OlmSessionKeys.Length));
        writer.Bytes(_rootKey.Span);
        if (_sendingRatchet is { } ratchet)
        {
            ratchet.Export(writer.Take(Curve25519SecretKey.Length));
            writer.UInt32(_sendingIndex);
            writer.Bytes(_sendingKey.Span);
        }

        writer.Byte((byte)_receiving.Count);
        for (var i = 0; i < _receiving.Count; i++) Write(ref writer, _receiving.RatchetKey(i), _receiving.Index(i), _receiving.Key(i));
        writer.Byte((byte)_skipped.Count);
        for (var i = 0; i < _skipped.Count; i++) Write(ref writer, _skipped.Name(i).RatchetKey, _skipped.Name(i).Index, _skipped.Key(i));
        return state;
    }

    /// <summary>Takes what <see cref="Export"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static OlmSession Import(ReadOnlySpan<byte> exported)
    {
        var reader = new StateReader(exported);
        reader.Version(StateVersion);
        var flags = reader.Byte();
        if ((flags & ~(HeardFlag | SendingFlag)) != 0) throw new FormatException("The stored session has flags that are not known.");
        var session = new OlmSession(new OlmSessionKeys(reader.Key(), reader.Key(), reader.Key()));
        try
        {
            session.Read(ref reader, flags);
            return session;
        }
        catch (FormatException)
        {
            session.Dispose();
            throw;
        }
    }

    private void Read(ref StateReader reader, byte flags)
    {
        _heardFromThem = (flags & HeardFlag) != 0;
        reader.Bytes(RootKey.Length).CopyTo(_rootKey.Span);
        if ((flags & SendingFlag) != 0)
        {
            _sendingRatchet = Curve25519SecretKey.FromBytes(reader.Bytes(Curve25519SecretKey.Length));
            _sendingIndex = reader.UInt32();
            reader.Bytes(ChainKey.Length).CopyTo(_sendingKey.Span);
        }

        ReadReceiving(ref reader);
        ReadSkipped(ref reader);
        reader.End();
        // Without a chain of theirs there is nothing to begin one of ours from; before they answered there is none of theirs.
        if (_receiving.Count == 0 && _sendingRatchet is null) throw new FormatException("The stored session has no chain.");
        if (_heardFromThem != (_receiving.Count > 0)) throw new FormatException("The stored session contradicts itself.");
    }

    private void ReadReceiving(ref StateReader reader)
    {
        int count = reader.Byte();
        if (count > OlmLimits.ReceivingChains) throw new FormatException("The stored session has more chains than one may have.");
        var stored = reader.Bytes(count * NamedKeyLength);
        for (var i = count - 1; i >= 0; i--)
        {
            var chain = new StateReader(stored.Slice(i * NamedKeyLength, NamedKeyLength));
            var ratchetKey = chain.Key();
            var index = chain.UInt32();
            _receiving.AddNewest(ratchetKey, chain.Bytes(ChainKey.Length), index);
        }
    }

    private void ReadSkipped(ref StateReader reader)
    {
        int count = reader.Byte();
        if (count > OlmLimits.SkippedKeys) throw new FormatException("The stored session has more skipped keys than one may have.");
        for (var i = 0; i < count; i++)
        {
            var ratchetKey = reader.Key();
            var index = reader.UInt32();
            _skipped.Add(ratchetKey, index, reader.Bytes(ChainKey.Length));
        }
    }

    private static void Write(ref StateWriter writer, in Curve25519PublicKey ratchetKey, uint index, ReadOnlySpan<byte> key)
    {
        writer.Bytes(ratchetKey.Span);
        writer.UInt32(index);
        writer.Bytes(key);
    }
}
