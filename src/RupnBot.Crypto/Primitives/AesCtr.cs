namespace RupnBot.Crypto;

/// <summary>AES-256 in counter mode with a big-endian counter of 128 bits (NIST SP 800-38A, 6.5): attachments and secret storage.</summary>
public static class AesCtr
{
    /// <summary>Encrypts or decrypts, which is the same. Input and output may be the same memory, and have the same length.</summary>
    public static void Transform(ReadOnlySpan<byte> key32, ReadOnlySpan<byte> iv16, ReadOnlySpan<byte> input, Span<byte> output)
    {
        using var stream = new AesCtrStream(key32, iv16);
        stream.Transform(input, output);
    }
}
