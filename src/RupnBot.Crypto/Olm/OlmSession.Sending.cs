using System.Security.Cryptography;

namespace RupnBot.Crypto;

// Specification, "Sending normal messages", "Sending the first pre-key messages".
public sealed partial class OlmSession
{
    /// <summary>Encrypts; the session is to be stored before the message is sent, or its key could be used twice.</summary>
    /// <exception cref="ArgumentException">The plaintext is longer than any event.</exception>
    public OlmMessage Encrypt(ReadOnlySpan<byte> plaintext)
    {
        if (plaintext.Length > OlmLimits.Plaintext) throw new ArgumentException("Longer than an event may be.", nameof(plaintext));
        var ratchet = _sendingRatchet ?? BeginSendingChain();
        if (_sendingIndex == uint.MaxValue) throw new InvalidOperationException("The sending chain is used up.");

        var size = NormalOlmMessage.Size(_sendingIndex, plaintext.Length);
        var body = new byte[_heardFromThem ? size : PreKeyMessage.Size(size)];
        var message = _heardFromThem ? body : PreKeyMessage.Write(body, _keys, size);
        Span<byte> messageKey = stackalloc byte[ChainKey.Length];
        ChainKey.MessageKey(_sendingKey.Span, messageKey);
        using var cipher = new MessageCipher(messageKey, MessageKeys);
        NormalOlmMessage.Write(message, ratchet.PublicKey, _sendingIndex, cipher, plaintext);
        CryptographicOperations.ZeroMemory(messageKey);

        ChainKey.Advance(_sendingKey.Span);
        _sendingIndex++;
        return new OlmMessage(_heardFromThem ? OlmMessageType.Normal : OlmMessageType.PreKey, body);
    }

    private static ReadOnlySpan<byte> MessageKeys => "OLM_KEYS"u8;

    private Curve25519SecretKey BeginSendingChain()
    {
        var ratchet = Curve25519SecretKey.Generate();
        Span<byte> rootAndChain = stackalloc byte[RootKey.Length + ChainKey.Length];
        if (!RootKey.TryAdvance(_rootKey.Span, ratchet, _receiving.RatchetKey(0), rootAndChain))
        {
            ratchet.Dispose();
            throw new CryptoException(CryptoFailure.LowOrderPoint);
        }

        rootAndChain[..RootKey.Length].CopyTo(_rootKey.Span);
        rootAndChain[RootKey.Length..].CopyTo(_sendingKey.Span);
        CryptographicOperations.ZeroMemory(rootAndChain);
        _sendingIndex = 0;
        return _sendingRatchet = ratchet;
    }
}
