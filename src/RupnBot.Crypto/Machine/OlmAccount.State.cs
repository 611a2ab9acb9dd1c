using System.Buffers.Binary;

namespace RupnBot.Crypto;

/// <summary>
/// The stored form: version (1), identity key (32), signing seed (32), when the fallback key was made (8, Unix milliseconds), number of
/// one-time keys (2), then the keys, then the number of fallback keys (1) and these, current first. A key: published (1), secret (32),
/// public (32). Numbers are big-endian.
/// </summary>
internal sealed partial class OlmAccount
{
    private const byte StateVersion = 1;
    private const int KeyLength = 32;
    private const int EntryLength = 1 + KeyLength + KeyLength;
    private const int HeadLength = 1 + KeyLength + KeyLength + sizeof(long) + sizeof(ushort);

    public byte[] Export()
    {
        OneTimeKey[] fallbacks = [.. new[] { Fallback, PreviousFallback }.OfType<OneTimeKey>()];
        var state = new byte[HeadLength + (EntryLength * (_oneTimeKeys.Count + fallbacks.Length)) + 1];
        state[0] = StateVersion;
        Identity.Export(state.AsSpan(1, KeyLength));
        Signing.Export(state.AsSpan(1 + KeyLength, KeyLength));
        BinaryPrimitives.WriteInt64BigEndian(state.AsSpan(1 + (2 * KeyLength)), FallbackMadeAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16BigEndian(state.AsSpan(HeadLength - sizeof(ushort)), (ushort)_oneTimeKeys.Count);
        var rest = state.AsSpan(HeadLength);
        foreach (var key in _oneTimeKeys) Write(key, ref rest);
        rest[0] = (byte)fallbacks.Length;
        rest = rest[1..];
        foreach (var key in fallbacks) Write(key, ref rest);
        return state;
    }

    /// <exception cref="FormatException">It is not what <see cref="Export"/> gave.</exception>
    public static OlmAccount Import(ReadOnlySpan<byte> state)
    {
        if (state.Length <= HeadLength || state[0] != StateVersion) throw Malformed();
        var count = BinaryPrimitives.ReadUInt16BigEndian(state[(HeadLength - sizeof(ushort))..]);
        var madeAt = BinaryPrimitives.ReadInt64BigEndian(state[(1 + (2 * KeyLength))..]);
        if (count > MaximumOneTimeKeys || madeAt < 0 || madeAt > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) throw Malformed();
        var fallbacksAt = HeadLength + (EntryLength * count);
        if (state.Length <= fallbacksAt || state[fallbacksAt] > 2 || state.Length != fallbacksAt + 1 + (EntryLength * state[fallbacksAt])) throw Malformed();

        var account = new OlmAccount(Curve25519SecretKey.FromBytes(state.Slice(1, KeyLength)), Ed25519SecretKey.FromSeed(state.Slice(1 + KeyLength, KeyLength)))
        {
            FallbackMadeAt = DateTimeOffset.FromUnixTimeMilliseconds(madeAt),
        };
        for (var i = 0; i < count; i++) account._oneTimeKeys.Add(Read(state.Slice(HeadLength + (EntryLength * i), EntryLength)));
        if (state[fallbacksAt] > 0) account.Fallback = Read(state.Slice(fallbacksAt + 1, EntryLength));
        if (state[fallbacksAt] > 1) account.PreviousFallback = Read(state.Slice(fallbacksAt + 1 + EntryLength, EntryLength));
        return account;
    }

    private static void Write(OneTimeKey key, ref Span<byte> rest)
    {
        rest[0] = key.IsPublished ? (byte)1 : (byte)0;
        key.Secret.CopyTo(rest[1..]);
        key.Public.CopyTo(rest[(1 + KeyLength)..]);
        rest = rest[EntryLength..];
    }

    private static OneTimeKey Read(ReadOnlySpan<byte> entry) =>
        new(Curve25519PublicKey.FromBytes(entry[(1 + KeyLength)..]), entry.Slice(1, KeyLength).ToArray(), entry[0] != 0);

    private static FormatException Malformed() => new("Not the stored form of an Olm account.");
}
