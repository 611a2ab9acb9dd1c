namespace RupnBot.Crypto;

/// <summary>A normal message, cut into its fields (specification, "Normal Messages").</summary>
internal readonly ref struct NormalOlmMessage
{
    private const byte Version = 3;
    private const byte RatchetKeyTag = 0x0A;
    private const byte ChainIndexTag = 0x10;
    private const byte CiphertextTag = 0x22;

    private NormalOlmMessage(ReadOnlySpan<byte> body, ReadOnlySpan<byte> ratchetKey, uint chainIndex, ReadOnlySpan<byte> ciphertext)
    {
        Authenticated = body[..^MessageCipher.MacLength];
        Mac = body[^MessageCipher.MacLength..];
        RatchetKey = Curve25519PublicKey.FromBytes(ratchetKey);
        ChainIndex = chainIndex;
        Ciphertext = ciphertext;
    }

    public Curve25519PublicKey RatchetKey { get; }

    public uint ChainIndex { get; }

    public ReadOnlySpan<byte> Ciphertext { get; }

    public ReadOnlySpan<byte> Authenticated { get; }

    public ReadOnlySpan<byte> Mac { get; }

    public static CryptoFailure TryParse(ReadOnlySpan<byte> body, out NormalOlmMessage message)
    {
        message = default;
        if (body.Length > OlmLimits.Message) return CryptoFailure.TooLarge;
        if (body.Length < 1 + MessageCipher.MacLength) return CryptoFailure.BadFormat;
        if (body[0] != Version) return CryptoFailure.WrongVersion;
        ReadOnlySpan<byte> ratchetKey = default, ciphertext = default;
        uint? chainIndex = null;
        var fields = new FieldReader(body[1..^MessageCipher.MacLength]);
        while (!fields.AtEnd)
        {
            if (!fields.TryRead(out var tag, out var integer, out var bytes)) return CryptoFailure.BadFormat;
            switch (tag)
            {
                case RatchetKeyTag: ratchetKey = bytes; break;
                case ChainIndexTag: chainIndex = integer; break;
                case CiphertextTag: ciphertext = bytes; break;
            }
        }

        if (ratchetKey.Length != Curve25519PublicKey.Length || chainIndex is not { } index || !MessageCipher.IsCiphertext(ciphertext))
            return CryptoFailure.BadFormat;
        message = new NormalOlmMessage(body, ratchetKey, index, ciphertext);
        return CryptoFailure.None;
    }

    public static int Size(uint chainIndex, int plaintext) =>
        1 + FieldWriter.StringSize(Curve25519PublicKey.Length) + 1 + FieldWriter.Size(chainIndex)
        + FieldWriter.StringSize(MessageCipher.CiphertextLength(plaintext)) + MessageCipher.MacLength;

    /// <summary>Encrypts into memory of that size.</summary>
    public static void Write(Span<byte> body, in Curve25519PublicKey ratchetKey, uint chainIndex, scoped in MessageCipher cipher, ReadOnlySpan<byte> plaintext)
    {
        var writer = new FieldWriter(body);
        writer.Byte(Version);
        writer.String(RatchetKeyTag, ratchetKey.Span);
        writer.Integer(ChainIndexTag, chainIndex);
        cipher.Encrypt(plaintext, writer.String(CiphertextTag, MessageCipher.CiphertextLength(plaintext.Length)));
        cipher.Authenticate(body[..writer.Written], body[writer.Written..]);
    }
}
