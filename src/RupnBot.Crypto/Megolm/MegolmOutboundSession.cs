namespace RupnBot.Crypto;

/// <summary>
/// Our own session of Megolm in a room, with which we encrypt (specification, "Megolm group ratchet"). Not for two threads at once. It is to be
/// stored after each encryption and before the message is sent, or two messages could have the same keys.
/// </summary>
public sealed class MegolmOutboundSession : IDisposable
{
    private const byte StateVersion = 1;
    private const int StateLength = 1 + 4 + MegolmRatchet.Length + Ed25519SecretKey.SeedLength;

    private readonly Ed25519SecretKey _key;
    private readonly SecretBytes _ratchet = new(MegolmRatchet.Length);

    private MegolmOutboundSession(Ed25519SecretKey key)
    {
        _key = key;
        SessionId = key.PublicKey.ToString();
    }

    /// <summary>Its name: the public key its messages are signed with.</summary>
    public string SessionId { get; }

    /// <summary>The index the next message will have.</summary>
    public uint MessageIndex { get; private set; }

    /// <summary>Makes a new one.</summary>
    public static MegolmOutboundSession Create()
    {
        var session = new MegolmOutboundSession(Ed25519SecretKey.Generate());
        Sodium.Random(session._ratchet.Span, MegolmRatchet.Length);
        return session;
    }

    /// <summary>Encrypts, and goes on to the next index.</summary>
    /// <exception cref="ArgumentException">The plaintext is longer than any event.</exception>
    /// <exception cref="InvalidOperationException">All 2^32 − 1 indexes are used: an index never comes again.</exception>
    public byte[] Encrypt(ReadOnlySpan<byte> plaintext)
    {
        if (plaintext.Length > MegolmLimits.Plaintext) throw new ArgumentException("Longer than an event may be.", nameof(plaintext));
        if (MessageIndex == uint.MaxValue) throw new InvalidOperationException("The session is used up.");
        using var cipher = new MessageCipher(_ratchet.Span, MessageKeys);
        var message = MegolmMessage.Write(MessageIndex, cipher, plaintext, _key);
        MegolmRatchet.Advance(_ratchet.Span, MessageIndex, MessageIndex + 1);
        MessageIndex++;
        return message;
    }

    /// <summary>The session at the current index in the session-sharing format, for who may read from here on.</summary>
    public byte[] SessionKey() => MegolmSessionKey.Share(MessageIndex, _ratchet.Span, _key);

    /// <summary>Everything, secrets included, to be sealed and stored.</summary>
    public byte[] Export()
    {
        var state = new byte[StateLength];
        var writer = new StateWriter(state);
        writer.Byte(StateVersion);
        writer.UInt32(MessageIndex);
        writer.Bytes(_ratchet.Span);
        _key.Export(writer.Take(Ed25519SecretKey.SeedLength));
        return state;
    }

    /// <summary>Takes what <see cref="Export"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static MegolmOutboundSession Import(ReadOnlySpan<byte> exported)
    {
        var reader = new StateReader(exported);
        reader.Version(StateVersion);
        var index = reader.UInt32();
        var ratchet = reader.Bytes(MegolmRatchet.Length);
        var seed = reader.Bytes(Ed25519SecretKey.SeedLength);
        reader.End();
        var session = new MegolmOutboundSession(Ed25519SecretKey.FromSeed(seed)) { MessageIndex = index };
        ratchet.CopyTo(session._ratchet.Span);
        return session;
    }

    /// <summary>Overwrites all secrets.</summary>
    public void Dispose()
    {
        _key.Dispose();
        _ratchet.Dispose();
    }

    internal static ReadOnlySpan<byte> MessageKeys => "MEGOLM_KEYS"u8;
}
