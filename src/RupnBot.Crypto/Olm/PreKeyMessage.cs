namespace RupnBot.Crypto;

/// <summary>The three public keys a session is made of; they give its name.</summary>
internal readonly record struct OlmSessionKeys(Curve25519PublicKey Identity, Curve25519PublicKey BaseKey, Curve25519PublicKey OneTimeKey)
{
    public const int Length = 3 * Curve25519PublicKey.Length;

    public void CopyTo(Span<byte> destination)
    {
        Identity.CopyTo(destination);
        BaseKey.CopyTo(destination[Curve25519PublicKey.Length..]);
        OneTimeKey.CopyTo(destination[(2 * Curve25519PublicKey.Length)..]);
    }
}

/// <summary>A pre-key message, cut into its fields (specification, "Pre-Key Messages").</summary>
internal readonly ref struct PreKeyMessage
{
    private const byte Version = 3;
    private const byte OneTimeKeyTag = 0x0A;
    private const byte BaseKeyTag = 0x12;
    private const byte IdentityTag = 0x1A;
    private const byte MessageTag = 0x22;

    private PreKeyMessage(OlmSessionKeys keys, ReadOnlySpan<byte> inner)
    {
        Keys = keys;
        Inner = inner;
    }

    public OlmSessionKeys Keys { get; }

    /// <summary>The normal message inside.</summary>
    public ReadOnlySpan<byte> Inner { get; }

    public static CryptoFailure TryParse(ReadOnlySpan<byte> body, out PreKeyMessage message)
    {
        message = default;
        if (body.Length > OlmLimits.Message) return CryptoFailure.TooLarge;
        if (body.IsEmpty) return CryptoFailure.BadFormat;
        if (body[0] != Version) return CryptoFailure.WrongVersion;
        ReadOnlySpan<byte> oneTimeKey = default, baseKey = default, identity = default, inner = default;
        var fields = new FieldReader(body[1..]);
        while (!fields.AtEnd)
        {
            if (!fields.TryRead(out var tag, out _, out var bytes)) return CryptoFailure.BadFormat;
            switch (tag)
            {
                case OneTimeKeyTag: oneTimeKey = bytes; break;
                case BaseKeyTag: baseKey = bytes; break;
                case IdentityTag: identity = bytes; break;
                case MessageTag: inner = bytes; break;
            }
        }

        const int length = Curve25519PublicKey.Length;
        if (oneTimeKey.Length != length || baseKey.Length != length || identity.Length != length || inner.IsEmpty) return CryptoFailure.BadFormat;
        var keys = new OlmSessionKeys(
            Curve25519PublicKey.FromBytes(identity), Curve25519PublicKey.FromBytes(baseKey), Curve25519PublicKey.FromBytes(oneTimeKey));
        message = new PreKeyMessage(keys, inner);
        return CryptoFailure.None;
    }

    public static int Size(int inner) => 1 + 3 * FieldWriter.StringSize(Curve25519PublicKey.Length) + FieldWriter.StringSize(inner);

    /// <summary>Writes all but the message inside, and hands out the memory that it goes to.</summary>
    public static Span<byte> Write(Span<byte> body, OlmSessionKeys keys, int inner)
    {
        var writer = new FieldWriter(body);
        writer.Byte(Version);
        writer.String(OneTimeKeyTag, keys.OneTimeKey.Span);
        writer.String(BaseKeyTag, keys.BaseKey.Span);
        writer.String(IdentityTag, keys.Identity.Span);
        return writer.String(MessageTag, inner);
    }
}
