using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RupnBot.Crypto;

// Specification, "Initial setup": the triple Diffie-Hellman.
public sealed partial class OlmSession
{
    /// <summary>Begins a session with someone whose identity key and one-time key were claimed and verified.</summary>
    /// <exception cref="CryptoException">One of the keys is a point of low order.</exception>
    public static OlmSession CreateOutbound(
        Curve25519SecretKey ownIdentity, in Curve25519PublicKey theirIdentity, in Curve25519PublicKey theirOneTimeKey) =>
        TryCreateOutbound(ownIdentity, theirIdentity, theirOneTimeKey, out var session, out var failure) ? session : throw new CryptoException(failure);

    /// <summary>As <see cref="CreateOutbound"/>; false when one of the keys is a point of low order.</summary>
    public static bool TryCreateOutbound(
        Curve25519SecretKey ownIdentity,
        in Curve25519PublicKey theirIdentity,
        in Curve25519PublicKey theirOneTimeKey,
        [NotNullWhen(true)] out OlmSession? session,
        out CryptoFailure failure)
    {
        ArgumentNullException.ThrowIfNull(ownIdentity);
        session = null;
        failure = CryptoFailure.LowOrderPoint;
        using var baseKey = Curve25519SecretKey.Generate();
        Span<byte> agreed = stackalloc byte[3 * Curve25519SecretKey.Length];
        Span<byte> rootAndChain = stackalloc byte[RootKey.Length + ChainKey.Length];
        var sound = ownIdentity.TryAgree(theirOneTimeKey, agreed[..32]) && baseKey.TryAgree(theirIdentity, agreed[32..64])
            && baseKey.TryAgree(theirOneTimeKey, agreed[64..]);
        if (sound) RootKey.Begin(agreed, rootAndChain);
        CryptographicOperations.ZeroMemory(agreed);
        if (!sound) return false;
        session = new OlmSession(new OlmSessionKeys(ownIdentity.PublicKey, baseKey.PublicKey, theirOneTimeKey));
        rootAndChain[..RootKey.Length].CopyTo(session._rootKey.Span);
        rootAndChain[RootKey.Length..].CopyTo(session._sendingKey.Span);
        session._sendingRatchet = Curve25519SecretKey.Generate();
        CryptographicOperations.ZeroMemory(rootAndChain);
        failure = CryptoFailure.None;
        return true;
    }

    /// <summary>Sets a session up from the pre-key message that began it, and decrypts that message; all or nothing.</summary>
    /// <param name="ownIdentity">Our identity key.</param>
    /// <param name="oneTimeKey">Gives the secret of a one-time or fallback key of ours. It stays the caller's, who drops a one-time key only after success.</param>
    /// <param name="expectedTheirIdentity">The identity key that the transport named as the sender's; null when it named none.</param>
    /// <param name="preKeyMessage">The bytes of the wire.</param>
    /// <param name="session">The session, when it succeeded.</param>
    /// <param name="plaintext">What the message says.</param>
    /// <param name="failure">Otherwise: why not.</param>
    public static bool TryCreateInbound(
        Curve25519SecretKey ownIdentity,
        Func<Curve25519PublicKey, Curve25519SecretKey?> oneTimeKey,
        in Curve25519PublicKey? expectedTheirIdentity,
        ReadOnlySpan<byte> preKeyMessage,
        [NotNullWhen(true)] out OlmSession? session,
        out byte[] plaintext,
        out CryptoFailure failure)
    {
        ArgumentNullException.ThrowIfNull(ownIdentity);
        ArgumentNullException.ThrowIfNull(oneTimeKey);
        session = null;
        plaintext = [];
        failure = PreKeyMessage.TryParse(preKeyMessage, out var message);
        if (failure == CryptoFailure.None) failure = NormalOlmMessage.TryParse(message.Inner, out _);
        if (failure != CryptoFailure.None) return false;
        if (expectedTheirIdentity is { } expected && expected != message.Keys.Identity) return Refuse(CryptoFailure.SenderMismatch, out failure);
        if (oneTimeKey(message.Keys.OneTimeKey) is not { } own) return Refuse(CryptoFailure.UnknownOneTimeKey, out failure);
        if (!TryBegin(ownIdentity, own, message, out var begun)) return Refuse(CryptoFailure.LowOrderPoint, out failure);
        if (!begun.TryDecryptNormal(message.Inner, out plaintext, out failure))
        {
            begun.Dispose();
            return false;
        }

        session = begun;
        return true;
    }

    private static bool TryBegin(
        Curve25519SecretKey ownIdentity, Curve25519SecretKey ownOneTimeKey, scoped PreKeyMessage message, [NotNullWhen(true)] out OlmSession? session)
    {
        session = null;
        var keys = message.Keys;
        NormalOlmMessage.TryParse(message.Inner, out var first);
        Span<byte> agreed = stackalloc byte[3 * Curve25519SecretKey.Length];
        Span<byte> rootAndChain = stackalloc byte[RootKey.Length + ChainKey.Length];
        // With their ratchet key nothing is agreed before we answer; by then it would be too late to refuse it, so it is tried first.
        var sound = ownOneTimeKey.TryAgree(first.RatchetKey, agreed[..32]) && ownOneTimeKey.TryAgree(keys.Identity, agreed[..32])
            && ownIdentity.TryAgree(keys.BaseKey, agreed[32..64]) && ownOneTimeKey.TryAgree(keys.BaseKey, agreed[64..]);
        if (sound) RootKey.Begin(agreed, rootAndChain);
        CryptographicOperations.ZeroMemory(agreed);
        if (!sound) return false;
        session = new OlmSession(keys);
        rootAndChain[..RootKey.Length].CopyTo(session._rootKey.Span);
        session._receiving.AddNewest(first.RatchetKey, rootAndChain[RootKey.Length..], 0);
        session._heardFromThem = true;
        CryptographicOperations.ZeroMemory(rootAndChain);
        return true;
    }

    private static bool Refuse(CryptoFailure why, out CryptoFailure failure)
    {
        failure = why;
        return false;
    }
}
