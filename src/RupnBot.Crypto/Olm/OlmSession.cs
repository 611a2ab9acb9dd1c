using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>
/// A session of Olm, the double ratchet between two devices (specification, "Olm: A Cryptographic Ratchet"). Not for two threads at once.
/// A failed decryption changes nothing; after everything that succeeded the session is to be stored before anything else happens.
/// </summary>
public sealed partial class OlmSession : IDisposable
{
    private readonly OlmSessionKeys _keys;
    private readonly SecretBytes _rootKey = new(RootKey.Length);
    private readonly SecretBytes _sendingKey = new(ChainKey.Length);
    private readonly ReceivingChains _receiving = new();
    private readonly SkippedKeys _skipped = new();

    // Our ratchet key as long as there is a sending chain: from our first message of a turn until they take theirs.
    private Curve25519SecretKey? _sendingRatchet;
    private uint _sendingIndex;

    // As long as it did not, they may not have the session, and messages carry what sets it up.
    private bool _heardFromThem;

    private OlmSession(in OlmSessionKeys keys)
    {
        _keys = keys;
        Span<byte> name = stackalloc byte[OlmSessionKeys.Length];
        keys.CopyTo(name);
        SessionId = UnpaddedBase64.Encode(SHA256.HashData(name));
    }

    /// <summary>Its name, the same on both sides: SHA-256 of the three public keys it was made of.</summary>
    public string SessionId { get; }

    /// <summary>The identity key of who began the session.</summary>
    public Curve25519PublicKey InitiatorIdentityKey => _keys.Identity;

    /// <summary>Whether they certainly have the session: a message of theirs was decrypted.</summary>
    public bool IsEstablished => _heardFromThem;

    /// <summary>Whether a pre-key message sets up, or was sent in, this very session.</summary>
    public bool MatchesPreKey(ReadOnlySpan<byte> preKeyMessage) =>
        PreKeyMessage.TryParse(preKeyMessage, out var message) == CryptoFailure.None && message.Keys == _keys;

    /// <summary>The public keys in a pre-key message, which nothing proves yet.</summary>
    public static bool TryReadPreKey(
        ReadOnlySpan<byte> body, out Curve25519PublicKey identity, out Curve25519PublicKey baseKey, out Curve25519PublicKey oneTimeKey)
    {
        var read = PreKeyMessage.TryParse(body, out var message) == CryptoFailure.None;
        (identity, baseKey, oneTimeKey) = message.Keys;
        return read;
    }

    /// <summary>Overwrites all secrets.</summary>
    public void Dispose()
    {
        _rootKey.Dispose();
        _sendingKey.Dispose();
        _sendingRatchet?.Dispose();
        _receiving.Dispose();
        _skipped.Dispose();
    }
}
