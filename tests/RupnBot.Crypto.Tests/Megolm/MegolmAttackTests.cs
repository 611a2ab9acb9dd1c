using System.Buffers.Binary;

namespace RupnBot.Crypto.Tests.Megolm;

// Mistakes that others made.
public sealed class MegolmAttackTests : IDisposable
{
    // In the session-sharing and session-export formats: version, index, ratchet, public key.
    private const int RatchetAt = 5;
    private const int PublicKeyAt = 133;

    private readonly MegolmOutboundSession _ours = MegolmOutboundSession.Create();
    private readonly MegolmInboundSession _reader;

    public MegolmAttackTests() =>
        _reader = MegolmInboundSession.TryCreate(_ours.SessionKey(), out var session, out var failure) ? session : throw new CryptoException(failure);

    public void Dispose()
    {
        _ours.Dispose();
        _reader.Dispose();
    }

    [Fact]
    public void A_failed_decryption_changes_nothing()
    {
        var first = _ours.Encrypt("le premier"u8);
        for (var i = 0; i < 300; i++) _ours.Encrypt([]);
        var message = _ours.Encrypt("vrai"u8);
        var before = _reader.Export();
        for (var at = 0; at < message.Length; at++)
        {
            var changed = message.ToArray();
            changed[at] ^= 1;
            Assert.False(_reader.TryDecrypt(changed, out var nothing, out _, out var failure));
            Assert.Empty(nothing);
            Assert.NotEqual(CryptoFailure.None, failure);
        }

        Assert.Equal(before, _reader.Export());
        Assert.Equal("None", Read(first));
        Assert.Equal("None", Read(message));
    }

    // Every member knows the keys of the room's messages; only the signature tells who wrote.
    [Fact]
    public void Another_member_cannot_write_in_the_name_of_the_owner()
    {
        var state = _ours.Export();
        using var eve = Ed25519SecretKey.Generate();
        eve.Export(state.AsSpan(^32..));
        using var forger = MegolmOutboundSession.Import(state);
        Assert.Equal("BadSignature", Read(forger.Encrypt("je suis Anne"u8)));
    }

    [Fact]
    public void A_signed_message_with_a_wrong_code_or_padding_is_refused()
    {
        var message = _ours.Encrypt("vrai"u8);
        var at = message.Length - 64 - 8;
        for (var bit = 0; bit < 64; bit++)
        {
            var changed = message.ToArray();
            changed[at + bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal("BadMac", Read(Signed(changed)));
        }

        var ratchet = _reader.ExportAt(0)!.AsSpan(RatchetAt, 128);
        using var cipher = new MessageCipher(ratchet, "MEGOLM_KEYS"u8);
        cipher.Authenticate(message.AsSpan(..^72), message.AsSpan(^72..^64));
        Assert.Equal("None", Read(Signed(message)));
        // Another last block decrypts to other bytes, which end in no padding but for one in 256.
        for (byte i = 1; i < 10; i++)
        {
            message[^73] ^= i;
            cipher.Authenticate(message.AsSpan(..^72), message.AsSpan(^72..^64));
            if (Read(Signed(message)) == "BadFormat") return;
        }

        Assert.Fail("Wrong padding was never refused.");
    }

    [Fact]
    public void A_signature_with_the_group_order_added_is_refused()
    {
        var message = _ours.Encrypt("vrai"u8);
        ReadOnlySpan<byte> order = [0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10];
        var carry = 0;
        var changed = message.ToArray();
        for (var i = 0; i < 32; i++)
        {
            carry += changed[^(32 - i)] + order[i];
            changed[^(32 - i)] = (byte)carry;
            carry >>= 8;
        }

        Assert.Equal(0, carry);
        Assert.Equal("BadSignature", Read(changed));
        Assert.Equal("None", Read(message));
    }

    [Fact]
    public void A_session_key_is_taken_only_as_its_owner_signed_it()
    {
        var key = _ours.SessionKey();
        for (var at = 1; at < key.Length; at++)
        {
            var changed = key.ToArray();
            changed[at] ^= 1;
            Assert.False(MegolmInboundSession.TryCreate(changed, out _, out var failure));
            Assert.Equal(CryptoFailure.BadSignature, failure);
        }

        for (var length = 0; length < key.Length; length++) Assert.False(MegolmInboundSession.TryCreate(key.AsSpan(0, length), out _, out _));
        Assert.False(MegolmInboundSession.TryCreate([.. key, 0], out _, out var tooLong));
        Assert.Equal(CryptoFailure.BadFormat, tooLong);
        Assert.False(MegolmInboundSession.TryImport(key, out _, out var version));
        Assert.Equal(CryptoFailure.WrongVersion, version);
        Assert.False(MegolmInboundSession.TryCreate(_reader.ExportAt(0), out _, out version));
        Assert.Equal(CryptoFailure.WrongVersion, version);
    }

    // R and the key of order one, S zero: right for every message, where nobody looks at the order.
    [Fact]
    public void A_session_key_that_signs_anything_is_refused()
    {
        var key = _ours.SessionKey();
        key.AsSpan(PublicKeyAt).Clear();
        key[PublicKeyAt] = 1;
        key[PublicKeyAt + 32] = 1;
        Assert.False(MegolmInboundSession.TryCreate(key, out _, out var failure));
        Assert.Equal(CryptoFailure.BadSignature, failure);
    }

    // The same name, another ratchet: what a homeserver with the backup's public key could slip in.
    [Fact]
    public void A_copy_with_another_ratchet_is_unconnected_whatever_its_index()
    {
        foreach (var index in new uint[] { 0, 5, 1000 })
        {
            var exported = _reader.ExportAt(index)!;
            exported[RatchetAt + 127] ^= 1;
            Assert.True(MegolmInboundSession.TryImport(exported, out var copy, out _));
            Assert.Equal(MegolmOrder.Unconnected, _reader.Compare(copy));
            Assert.Equal(MegolmOrder.Unconnected, copy.Compare(_reader));
            copy.Dispose();
        }
    }

    // After 2^32 − 1 would come 0 again, with keys that were used.
    [Fact]
    public void The_end_of_the_indexes_is_not_passed()
    {
        var state = _ours.Export();
        BinaryPrimitives.WriteUInt32BigEndian(state.AsSpan(1), uint.MaxValue - 1);
        using var ending = MegolmOutboundSession.Import(state);
        Assert.True(MegolmInboundSession.TryCreate(ending.SessionKey(), out var reader, out _));
        Assert.True(reader.TryDecrypt(ending.Encrypt("le dernier"u8), out _, out var index, out _));
        Assert.Equal(uint.MaxValue - 1, index);
        Assert.Equal(uint.MaxValue, ending.MessageIndex);
        Assert.Throws<InvalidOperationException>(() => ending.Encrypt("un de trop"u8));
        Assert.NotNull(reader.ExportAt(uint.MaxValue));
        reader.Dispose();
    }

    [Theory]
    [InlineData("", "BadFormat")]
    [InlineData("03", "BadFormat")]
    [InlineData("040800CT", "WrongVersion")]
    [InlineData("03CT", "BadFormat")]
    [InlineData("030800", "BadFormat")]
    [InlineData("0308001200", "BadFormat")]
    [InlineData("030800120F000000000000000000000000000000", "BadFormat")]
    [InlineData("0308808080801000CT", "BadFormat")]
    [InlineData("0308FFFFFFFFFFFFFFFFFF01CT", "BadFormat")]
    [InlineData("03080012FFFFFFFF0F00", "BadFormat")]
    [InlineData("03080012FFFFFFFF0700", "BadFormat")]
    [InlineData("030800CT80", "BadFormat")]
    [InlineData("030800CT0D00000000", "BadFormat")]
    [InlineData("0308FFFFFFFF0FCT", "BadSignature")]
    [InlineData("030800CT7A0101", "BadSignature")]
    public void Malformed_messages_are_refused_by_name(string form, string failure)
    {
        var body = Convert.FromHexString(form.Replace("CT", "1210" + new string('0', 32), StringComparison.Ordinal));
        Assert.Equal(failure, Read(body.Length < 2 ? body : [.. body, .. new byte[72]]));
    }

    [Fact]
    public void More_than_any_event_holds_is_not_even_read() => Assert.Equal("TooLarge", Read([3, .. new byte[128 * 1024]]));

    private string Read(byte[] message)
    {
        _reader.TryDecrypt(message, out _, out _, out var failure);
        return failure.ToString();
    }

    // As the owner could sign it.
    private byte[] Signed(byte[] message)
    {
        using var key = Ed25519SecretKey.FromSeed(_ours.Export().AsSpan(^32..));
        var signed = message.ToArray();
        key.Sign(signed.AsSpan(..^64), signed.AsSpan(^64..));
        return signed;
    }
}
