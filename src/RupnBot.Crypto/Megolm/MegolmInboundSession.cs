using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RupnBot.Crypto;

/// <summary>
/// Someone's session of Megolm, with which we decrypt. Decrypting changes nothing that needs storing; a ratchet further on is kept beside the
/// first for speed. Not for two threads at once.
/// </summary>
public sealed class MegolmInboundSession : IDisposable
{
    private const byte StateVersion = 1;
    private const byte VerifiedFlag = 1;
    private const int StateLength = 2 + 4 + MegolmRatchet.Length + Ed25519PublicKey.Length;

    private readonly Ed25519PublicKey _key;
    private readonly SecretBytes _ratchets = new(2 * MegolmRatchet.Length);
    private uint _latestIndex;

    private MegolmInboundSession(uint index, ReadOnlySpan<byte> ratchet, in Ed25519PublicKey key, bool verified)
    {
        _key = key;
        SessionId = key.ToString();
        IsSignatureVerified = verified;
        FirstKnownIndex = _latestIndex = index;
        ratchet.CopyTo(First);
        ratchet.CopyTo(Latest);
    }

    /// <summary>Its name: the public key its messages are signed with.</summary>
    public string SessionId { get; }

    /// <summary>The first index it can read.</summary>
    public uint FirstKnownIndex { get; }

    /// <summary>Whether the owner of the session signed the copy this is; an export, from a backup or forwarded, is signed by nobody.</summary>
    public bool IsSignatureVerified { get; }

    private Span<byte> First => _ratchets.Span[..MegolmRatchet.Length];

    private Span<byte> Latest => _ratchets.Span[MegolmRatchet.Length..];

    /// <summary>Takes the session-sharing format, as in <c>m.room_key</c>; its signature must be right.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> sessionKeyV2, [NotNullWhen(true)] out MegolmInboundSession? session, out CryptoFailure failure)
    {
        failure = MegolmSessionKey.TryReadShared(sessionKeyV2, out var index, out var ratchet, out var key);
        session = failure == CryptoFailure.None ? new MegolmInboundSession(index, ratchet, key, verified: true) : null;
        return session is not null;
    }

    /// <summary>Takes the session-export format, as in a backup or a forwarded key.</summary>
    public static bool TryImport(ReadOnlySpan<byte> exportV1, [NotNullWhen(true)] out MegolmInboundSession? session, out CryptoFailure failure)
    {
        failure = MegolmSessionKey.TryReadExport(exportV1, out var index, out var ratchet, out var key);
        session = failure == CryptoFailure.None ? new MegolmInboundSession(index, ratchet, key, verified: false) : null;
        return session is not null;
    }

    /// <summary>Decrypts. The same message can be decrypted again; that it is no replay is for the caller to see to, by the index.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> message, out byte[] plaintext, out uint index, out CryptoFailure failure)
    {
        plaintext = [];
        index = 0;
        failure = MegolmMessage.TryParse(message, out var parsed);
        if (failure != CryptoFailure.None) return false;
        index = parsed.Index;
        failure = Decrypt(parsed, out plaintext);
        return failure == CryptoFailure.None;
    }

    /// <summary>The session-export format from an index on; null when that is below <see cref="FirstKnownIndex"/>.</summary>
    public byte[]? ExportAt(uint index)
    {
        if (index < FirstKnownIndex) return null;
        Span<byte> ratchet = stackalloc byte[MegolmRatchet.Length];
        RatchetAt(index, ratchet);
        var exported = MegolmSessionKey.Export(index, ratchet, _key);
        CryptographicOperations.ZeroMemory(ratchet);
        return exported;
    }

    /// <summary>How this copy stands to another: connected only if the ratchets meet, so that nobody can put another key under a session's name.</summary>
    public MegolmOrder Compare(MegolmInboundSession other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (_key != other._key) return MegolmOrder.Unconnected;
        var common = Math.Max(FirstKnownIndex, other.FirstKnownIndex);
        Span<byte> own = stackalloc byte[MegolmRatchet.Length];
        Span<byte> their = stackalloc byte[MegolmRatchet.Length];
        RatchetAt(common, own);
        other.RatchetAt(common, their);
        var connected = CryptographicOperations.FixedTimeEquals(own, their);
        CryptographicOperations.ZeroMemory(own);
        CryptographicOperations.ZeroMemory(their);
        if (!connected) return MegolmOrder.Unconnected;
        if (FirstKnownIndex == other.FirstKnownIndex) return MegolmOrder.Equal;
        return FirstKnownIndex < other.FirstKnownIndex ? MegolmOrder.Better : MegolmOrder.Worse;
    }

    /// <summary>Everything, secrets included, to be sealed and stored.</summary>
    public byte[] Export()
    {
        var state = new byte[StateLength];
        var writer = new StateWriter(state);
        writer.Byte(StateVersion);
        writer.Byte(IsSignatureVerified ? VerifiedFlag : (byte)0);
        writer.UInt32(FirstKnownIndex);
        writer.Bytes(First);
        writer.Bytes(_key.Span);
        return state;
    }

    /// <summary>Takes what <see cref="Export"/> gave.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static MegolmInboundSession Import(ReadOnlySpan<byte> exported)
    {
        var reader = new StateReader(exported);
        reader.Version(StateVersion);
        var flags = reader.Byte();
        if ((flags & ~VerifiedFlag) != 0) throw new FormatException("The stored session has flags that are not known.");
        var index = reader.UInt32();
        var ratchet = reader.Bytes(MegolmRatchet.Length);
        var key = Ed25519PublicKey.FromBytes(reader.Bytes(Ed25519PublicKey.Length));
        reader.End();
        return new MegolmInboundSession(index, ratchet, key, flags == VerifiedFlag);
    }

    /// <summary>Overwrites all secrets.</summary>
    public void Dispose() => _ratchets.Dispose();

    // The signature first: only the owner of the session can make us take the ratchet forward.
    private CryptoFailure Decrypt(scoped in MegolmMessage message, out byte[] plaintext)
    {
        plaintext = [];
        if (message.Index < FirstKnownIndex) return CryptoFailure.UnknownMessageIndex;
        if (!_key.Verify(message.Signed, message.Signature)) return CryptoFailure.BadSignature;
        Span<byte> ratchet = stackalloc byte[MegolmRatchet.Length];
        RatchetAt(message.Index, ratchet);
        using var cipher = new MessageCipher(ratchet, MegolmOutboundSession.MessageKeys);
        var failure = !cipher.IsAuthentic(message.Authenticated, message.Mac) ? CryptoFailure.BadMac
            : !cipher.TryDecrypt(message.Ciphertext, out plaintext) ? CryptoFailure.BadFormat
            : CryptoFailure.None;
        if (failure == CryptoFailure.None && message.Index > _latestIndex)
        {
            ratchet.CopyTo(Latest);
            _latestIndex = message.Index;
        }

        CryptographicOperations.ZeroMemory(ratchet);
        return failure;
    }

    private void RatchetAt(uint index, Span<byte> ratchet)
    {
        var fromLatest = index >= _latestIndex;
        (fromLatest ? Latest : First).CopyTo(ratchet);
        MegolmRatchet.Advance(ratchet, fromLatest ? _latestIndex : FirstKnownIndex, index);
    }
}
