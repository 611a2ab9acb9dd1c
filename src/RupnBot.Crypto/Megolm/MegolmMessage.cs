namespace RupnBot.Crypto;

/// <summary>A Megolm message, cut into its fields (specification, "Message format").</summary>
internal readonly ref struct MegolmMessage
{
    private const byte Version = 3;
    private const byte IndexTag = 0x08;
    private const byte CiphertextTag = 0x12;
    private const int SignatureLength = Ed25519SecretKey.SignatureLength;
    private const int Trailer = MessageCipher.MacLength + SignatureLength;

    private MegolmMessage(ReadOnlySpan<byte> message, uint index, ReadOnlySpan<byte> ciphertext)
    {
        Signed = message[..^SignatureLength];
        Signature = message[^SignatureLength..];
        Index = index;
        Ciphertext = ciphertext;
    }

    public uint Index { get; }

    public ReadOnlySpan<byte> Ciphertext { get; }

    /// <summary>What the signature covers: the message code and all before it.</summary>
    public ReadOnlySpan<byte> Signed { get; }

    public ReadOnlySpan<byte> Signature { get; }

    public ReadOnlySpan<byte> Authenticated => Signed[..^MessageCipher.MacLength];

    public ReadOnlySpan<byte> Mac => Signed[^MessageCipher.MacLength..];

    public static CryptoFailure TryParse(ReadOnlySpan<byte> bytes, out MegolmMessage message)
    {
        message = default;
        if (bytes.Length > MegolmLimits.Message) return CryptoFailure.TooLarge;
        if (bytes.Length < 1 + Trailer) return CryptoFailure.BadFormat;
        if (bytes[0] != Version) return CryptoFailure.WrongVersion;
        uint? messageIndex = null;
        ReadOnlySpan<byte> ciphertext = default;
        var fields = new FieldReader(bytes[1..^Trailer]);
        while (!fields.AtEnd)
        {
            if (!fields.TryRead(out var tag, out var integer, out var value)) return CryptoFailure.BadFormat;
            if (tag == IndexTag) messageIndex = integer;
            else if (tag == CiphertextTag) ciphertext = value;
        }

        if (messageIndex is not { } index || !MessageCipher.IsCiphertext(ciphertext)) return CryptoFailure.BadFormat;
        message = new MegolmMessage(bytes, index, ciphertext);
        return CryptoFailure.None;
    }

    public static byte[] Write(uint index, scoped in MessageCipher cipher, ReadOnlySpan<byte> plaintext, Ed25519SecretKey key)
    {
        var ciphertext = MessageCipher.CiphertextLength(plaintext.Length);
        var message = new byte[1 + 1 + FieldWriter.Size(index) + FieldWriter.StringSize(ciphertext) + Trailer];
        var writer = new FieldWriter(message);
        writer.Byte(Version);
        writer.Integer(IndexTag, index);
        cipher.Encrypt(plaintext, writer.String(CiphertextTag, ciphertext));
        cipher.Authenticate(message.AsSpan(0, writer.Written), message.AsSpan(writer.Written, MessageCipher.MacLength));
        key.Sign(message.AsSpan(..^SignatureLength), message.AsSpan(^SignatureLength..));
        return message;
    }
}
