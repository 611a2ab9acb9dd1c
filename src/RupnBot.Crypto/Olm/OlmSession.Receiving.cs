using System.Security.Cryptography;

namespace RupnBot.Crypto;

// Specification, "Receiving messages". Everything is computed beside the state, which changes only once the message was decrypted.
public sealed partial class OlmSession
{
    /// <summary>Decrypts; when it fails the session is as it was.</summary>
    public bool TryDecrypt(OlmMessageType type, ReadOnlySpan<byte> body, out byte[] plaintext, out CryptoFailure failure)
    {
        plaintext = [];
        if (type == OlmMessageType.Normal) return TryDecryptNormal(body, out plaintext, out failure);
        if (type != OlmMessageType.PreKey) return Refuse(CryptoFailure.Unsupported, out failure);
        failure = PreKeyMessage.TryParse(body, out var message);
        if (failure != CryptoFailure.None) return false;
        if (message.Keys != _keys) return Refuse(CryptoFailure.SessionMismatch, out failure);
        return TryDecryptNormal(message.Inner, out plaintext, out failure);
    }

    private bool TryDecryptNormal(ReadOnlySpan<byte> body, out byte[] plaintext, out CryptoFailure failure)
    {
        plaintext = [];
        failure = NormalOlmMessage.TryParse(body, out var message);
        if (failure != CryptoFailure.None) return false;
        var chain = _receiving.Find(message.RatchetKey);
        if (chain >= 0 && message.ChainIndex < _receiving.Index(chain)) failure = DecryptLate(message, out plaintext);
        else failure = chain >= 0 ? DecryptOnChain(message, chain, out plaintext) : DecryptOnNewChain(message, out plaintext);
        if (failure != CryptoFailure.None) return false;
        _heardFromThem = true;
        return true;
    }

    private CryptoFailure DecryptLate(scoped in NormalOlmMessage message, out byte[] plaintext)
    {
        plaintext = [];
        var at = _skipped.Find(message.RatchetKey, message.ChainIndex);
        if (at < 0) return CryptoFailure.AlreadyReceived;
        var failure = Open(message, _skipped.Key(at), out plaintext);
        if (failure == CryptoFailure.None) _skipped.Remove(at);
        return failure;
    }

    private CryptoFailure DecryptOnChain(scoped in NormalOlmMessage message, int chain, out byte[] plaintext)
    {
        Span<byte> chainKey = stackalloc byte[ChainKey.Length];
        _receiving.Key(chain).CopyTo(chainKey);
        var failure = Advance(message, chainKey, _receiving.Index(chain), out plaintext);
        if (failure == CryptoFailure.None) _receiving.Set(chain, chainKey, message.ChainIndex + 1);
        CryptographicOperations.ZeroMemory(chainKey);
        return failure;
    }

    private CryptoFailure DecryptOnNewChain(scoped in NormalOlmMessage message, out byte[] plaintext)
    {
        plaintext = [];
        // Keys of a chain that was pushed out may still be there.
        if (_skipped.Find(message.RatchetKey, message.ChainIndex) >= 0) return DecryptLate(message, out plaintext);
        // They take a new ratchet key only in answer to a message of ours.
        if (_sendingRatchet is null) return CryptoFailure.UnexpectedChain;
        if (message.ChainIndex > OlmLimits.Gap) return CryptoFailure.TooFarAhead;
        Span<byte> rootAndChain = stackalloc byte[RootKey.Length + ChainKey.Length];
        if (!RootKey.TryAdvance(_rootKey.Span, _sendingRatchet, message.RatchetKey, rootAndChain)) return CryptoFailure.LowOrderPoint;
        var chainKey = rootAndChain[RootKey.Length..];
        var failure = Advance(message, chainKey, 0, out plaintext);
        if (failure == CryptoFailure.None)
        {
            rootAndChain[..RootKey.Length].CopyTo(_rootKey.Span);
            _receiving.AddNewest(message.RatchetKey, chainKey, message.ChainIndex + 1);
            CryptographicOperations.ZeroMemory(_sendingKey.Span);
            _sendingRatchet.Dispose();
            _sendingRatchet = null;
        }

        CryptographicOperations.ZeroMemory(rootAndChain);
        return failure;
    }

    // Takes the chain key past the message. What is skipped on the way is kept only if the message turns out to be authentic.
    private CryptoFailure Advance(scoped in NormalOlmMessage message, Span<byte> chainKey, uint index, out byte[] plaintext)
    {
        plaintext = [];
        if (message.ChainIndex - index > OlmLimits.Gap || message.ChainIndex == uint.MaxValue) return CryptoFailure.TooFarAhead;
        Span<byte> skipped = stackalloc byte[OlmLimits.SkippedKeys * ChainKey.Length];
        var kept = (int)Math.Min(message.ChainIndex - index, OlmLimits.SkippedKeys);
        for (; index < message.ChainIndex; index++)
        {
            var slot = kept - (int)(message.ChainIndex - index);
            if (slot >= 0) ChainKey.MessageKey(chainKey, skipped.Slice(slot * ChainKey.Length, ChainKey.Length));
            ChainKey.Advance(chainKey);
        }

        Span<byte> messageKey = stackalloc byte[ChainKey.Length];
        ChainKey.MessageKey(chainKey, messageKey);
        var failure = Open(message, messageKey, out plaintext);
        if (failure == CryptoFailure.None)
        {
            ChainKey.Advance(chainKey);
            for (var i = 0; i < kept; i++)
                _skipped.Add(message.RatchetKey, message.ChainIndex - (uint)(kept - i), skipped.Slice(i * ChainKey.Length, ChainKey.Length));
        }

        CryptographicOperations.ZeroMemory(skipped);
        CryptographicOperations.ZeroMemory(messageKey);
        return failure;
    }

    private static CryptoFailure Open(scoped in NormalOlmMessage message, ReadOnlySpan<byte> messageKey, out byte[] plaintext)
    {
        plaintext = [];
        using var cipher = new MessageCipher(messageKey, MessageKeys);
        if (!cipher.IsAuthentic(message.Authenticated, message.Mac)) return CryptoFailure.BadMac;
        return cipher.TryDecrypt(message.Ciphertext, out plaintext) ? CryptoFailure.None : CryptoFailure.BadFormat;
    }
}
