using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>AES-256 in counter mode piece by piece, for files too big to hold. Pieces may have any length.</summary>
public sealed class AesCtrStream : IDisposable
{
    private const int Block = 16;
    private const int Batch = 256 * Block;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _counters = new byte[Batch];
    private readonly SecretBytes _keyStream = new(Batch);
    private UInt128 _counter;
    private int _used = Batch;

    /// <summary>Begins with a key of 32 bytes and a counter of 16.</summary>
    public AesCtrStream(ReadOnlySpan<byte> key32, ReadOnlySpan<byte> iv16)
    {
        if (key32.Length != 32) throw new ArgumentException("The key has 32 bytes.", nameof(key32));
        if (iv16.Length != Block) throw new ArgumentException("The counter has 16 bytes.", nameof(iv16));
        _aes.SetKey(key32);
        _counter = BinaryPrimitives.ReadUInt128BigEndian(iv16);
    }

    /// <summary>Encrypts or decrypts the next piece. Input and output may be the same memory.</summary>
    public void Transform(ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (output.Length != input.Length) throw new ArgumentException("Input and output have the same length.", nameof(output));
        while (!input.IsEmpty)
        {
            if (_used == Batch) Refill(input.Length);
            var count = Math.Min(input.Length, Batch - _used);
            Xor(input[..count], _keyStream.Span.Slice(_used, count), output);
            _used += count;
            input = input[count..];
            output = output[count..];
        }
    }

    /// <summary>Overwrites the key stream.</summary>
    public void Dispose()
    {
        _aes.Dispose();
        _keyStream.Dispose();
    }

    private static void Xor(ReadOnlySpan<byte> input, ReadOnlySpan<byte> keyStream, Span<byte> output)
    {
        var at = 0;
        for (; at <= input.Length - Vector<byte>.Count; at += Vector<byte>.Count)
            (new Vector<byte>(input[at..]) ^ new Vector<byte>(keyStream[at..])).CopyTo(output[at..]);
        for (; at < input.Length; at++) output[at] = (byte)(input[at] ^ keyStream[at]);
    }

    // As many blocks as are wanted, at the end of the buffer, so that what is left over is always its tail.
    private void Refill(int wanted)
    {
        var length = Math.Min(Batch, (wanted + Block - 1) / Block * Block);
        var counters = _counters.AsSpan(0, length);
        for (var at = 0; at < length; at += Block) BinaryPrimitives.WriteUInt128BigEndian(counters[at..], _counter++);
        _used = Batch - length;
        _aes.EncryptEcb(counters, _keyStream.Span[_used..], PaddingMode.None);
    }
}
