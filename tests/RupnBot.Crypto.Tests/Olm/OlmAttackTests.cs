using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RupnBot.Crypto.Tests.Olm;

// Mistakes that others made.
public sealed class OlmAttackTests
{
    // Where the keys stand in a pre-key message: version, then tag and length before each.
    private const int OneTimeKeyAt = 3;
    private const int BaseKeyAt = 37;
    private const int IdentityAt = 71;
    private const int RatchetKeyAt = 108;

    [Fact]
    public void No_session_is_begun_with_a_key_of_low_order()
    {
        using var own = Curve25519SecretKey.Generate();
        using var their = Curve25519SecretKey.Generate();
        Assert.False(OlmSession.TryCreateOutbound(own, OlmParty.LowOrder, their.PublicKey, out _, out var failure));
        Assert.Equal(CryptoFailure.LowOrderPoint, failure);
        Assert.False(OlmSession.TryCreateOutbound(own, their.PublicKey, OlmParty.LowOrder, out _, out failure));
        Assert.Equal(CryptoFailure.LowOrderPoint, failure);
        Assert.Equal(
            CryptoFailure.LowOrderPoint, Assert.Throws<CryptoException>(() => OlmSession.CreateOutbound(own, OlmParty.LowOrder, their.PublicKey)).Failure);
    }

    [Theory]
    [InlineData(BaseKeyAt)]
    [InlineData(IdentityAt)]
    [InlineData(RatchetKeyAt)]
    public void No_session_is_accepted_with_a_key_of_low_order(int at)
    {
        using var party = new OlmParty();
        var body = party.First.Body.ToArray();
        OlmParty.LowOrder.CopyTo(body.AsSpan(at));
        Assert.False(OlmSession.TryCreateInbound(party.PaulIdentity, _ => party.OneTimeKey, null, body, out _, out _, out var failure));
        Assert.Equal(CryptoFailure.LowOrderPoint, failure);
    }

    [Fact]
    public void No_chain_is_begun_with_a_ratchet_key_of_low_order()
    {
        using var party = new OlmParty().Established();
        OlmParty.Turn(party.Paul, party.Anne);
        var message = party.Anne.Encrypt("x"u8);
        OlmParty.LowOrder.CopyTo(message.Body.AsSpan(3));
        var before = party.Paul.Export();
        Assert.Equal("LowOrderPoint", OlmParty.Read(party.Paul, message));
        Assert.Equal(before, party.Paul.Export());
    }

    // Who deletes the key first lets anyone use up keys, and lose the message that was really sent.
    [Fact]
    public void A_bad_pre_key_message_does_not_use_its_one_time_key_up()
    {
        using var party = new OlmParty();
        for (var at = 0; at < party.First.Body.Length; at++)
        {
            var changed = party.First.Body.ToArray();
            changed[at] ^= 0x10;
            Assert.False(party.Accept(changed, out var none, out var failure));
            Assert.Null(none);
            Assert.NotEqual(CryptoFailure.None, failure);
        }

        Assert.True(party.Accept(party.First.Body, out var session, out _));
        session!.Dispose();
    }

    [Fact]
    public void Who_sent_and_which_key_it_was_made_for_must_fit()
    {
        using var party = new OlmParty();
        using var eve = Curve25519SecretKey.Generate();
        Assert.False(OlmSession.TryCreateInbound(
            party.PaulIdentity, _ => party.OneTimeKey, eve.PublicKey, party.First.Body, out _, out _, out var failure));
        Assert.Equal(CryptoFailure.SenderMismatch, failure);
        Assert.False(OlmSession.TryCreateInbound(
            party.PaulIdentity, _ => null, party.AnneIdentity.PublicKey, party.First.Body, out _, out _, out failure));
        Assert.Equal(CryptoFailure.UnknownOneTimeKey, failure);
        Assert.False(OlmSession.TryCreateInbound(
            eve, _ => party.OneTimeKey, party.AnneIdentity.PublicKey, party.First.Body, out _, out _, out failure));
        Assert.Equal(CryptoFailure.BadMac, failure);
        Assert.Equal(party.OneTimeKey.PublicKey, Curve25519PublicKey.FromBytes(party.First.Body.AsSpan(OneTimeKeyAt, 32)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public void A_failed_decryption_changes_nothing(int skipped)
    {
        using var party = new OlmParty().Established();
        OlmParty.Turn(party.Paul, party.Anne);
        for (var i = 0; i < skipped; i++) party.Anne.Encrypt([]);
        var message = party.Anne.Encrypt("vrai"u8);
        var before = party.Paul.Export();
        for (var at = 0; at < message.Body.Length; at++)
        {
            var changed = message.Body.ToArray();
            changed[at] ^= 1;
            Assert.False(party.Paul.TryDecrypt(message.Type, changed, out var nothing, out var failure));
            Assert.Empty(nothing);
            Assert.NotEqual(CryptoFailure.None, failure);
            Assert.Equal(before, party.Paul.Export());
        }

        Assert.Equal("vrai", OlmParty.Read(party.Paul, message));
        Assert.NotEqual(before, party.Paul.Export());
    }

    // Each of its 64 bits counts.
    [Fact]
    public void A_code_that_differs_anywhere_is_refused()
    {
        using var party = new OlmParty().Established();
        var message = party.Anne.Encrypt("vrai"u8);
        for (var bit = 0; bit < 64; bit++)
        {
            var changed = message.Body.ToArray();
            changed[^(1 + bit / 8)] ^= (byte)(1 << (bit % 8));
            Assert.Equal("BadMac", OlmParty.Read(party.Paul, message with { Body = changed }));
        }
    }

    [Fact]
    public void The_end_of_the_indexes_is_not_passed()
    {
        using var party = new OlmParty();
        // Version, flags, three keys, root key, ratchet key: then the index of the sending chain.
        var state = party.Anne.Export();
        BinaryPrimitives.WriteUInt32BigEndian(state.AsSpan(2 + 96 + 32 + 32), uint.MaxValue - 1);
        using var sender = OlmSession.Import(state);
        sender.Encrypt("le dernier"u8);
        Assert.Throws<InvalidOperationException>(() => sender.Encrypt("un de trop"u8));

        // In the receiver: version, flags, three keys, root key, count, ratchet key.
        var received = party.Paul.Export();
        BinaryPrimitives.WriteUInt32BigEndian(received.AsSpan(2 + 96 + 32 + 1 + 32), uint.MaxValue - 1);
        using var receiver = OlmSession.Import(received);
        Assert.Equal("TooFarAhead", OlmParty.Read(receiver, new OlmMessage(OlmMessageType.Normal, Forged(party.First.Body, uint.MaxValue))));
        Assert.Equal("BadMac", OlmParty.Read(receiver, new OlmMessage(OlmMessageType.Normal, Forged(party.First.Body, uint.MaxValue - 1))));
    }

    [Theory]
    [InlineData("", "BadFormat")]
    [InlineData("03", "BadFormat")]
    [InlineData("030000000000000000", "BadFormat")]
    [InlineData("04KEY1000CT", "WrongVersion")]
    [InlineData("02KEY1000CT", "WrongVersion")]
    [InlineData("03KEYCT", "BadFormat")]
    [InlineData("031000CT", "BadFormat")]
    [InlineData("03KEY1000", "BadFormat")]
    [InlineData("03KEY10002200", "BadFormat")]
    [InlineData("03KEY1000220F000000000000000000000000000000", "BadFormat")]
    [InlineData("03KEY1080808080800100CT", "BadFormat")]
    [InlineData("03KEY10FFFFFFFF10CT", "BadFormat")]
    [InlineData("03KEY10FFFFFFFFFFFFFFFFFF01CT", "BadFormat")]
    [InlineData("03KEY100022FFFFFFFF0F00", "BadFormat")]
    [InlineData("03KEY100022FFFFFFFF0700", "BadFormat")]
    [InlineData("030A1F00000000000000000000000000000000000000000000000000000000000000001000CT", "BadFormat")]
    [InlineData("03KEY1000CT0B", "BadFormat")]
    [InlineData("03KEY1000CT2D00000000", "BadFormat")]
    [InlineData("03KEY1000CT80", "BadFormat")]
    [InlineData("03KEY1000CT10FFFFFFFF0F", "TooFarAhead")]
    [InlineData("03KEY1001CT7805", "BadMac")]
    [InlineData("03KEY1001CT7A0101", "BadMac")]
    public void Malformed_messages_are_refused_by_name(string form, string failure)
    {
        using var party = new OlmParty();
        var key = "0A20" + Convert.ToHexString(party.First.Body.AsSpan(RatchetKeyAt, 32));
        var hex = form.Replace("KEY", key, StringComparison.Ordinal).Replace("CT", "2210" + new string('0', 32), StringComparison.Ordinal);
        byte[] body = hex.Length < 4 ? Convert.FromHexString(hex) : [.. Convert.FromHexString(hex), .. new byte[8]];
        Assert.Equal(failure, OlmParty.Read(party.Paul, new OlmMessage(OlmMessageType.Normal, body)));
    }

    [Fact]
    public void More_than_any_event_holds_is_not_even_read()
    {
        using var party = new OlmParty();
        var huge = new byte[128 * 1024 + 1];
        huge[0] = 3;
        Assert.Equal("TooLarge", OlmParty.Read(party.Paul, new OlmMessage(OlmMessageType.Normal, huge)));
        Assert.Equal("TooLarge", OlmParty.Read(party.Paul, new OlmMessage(OlmMessageType.PreKey, huge)));
        Assert.Equal("Unsupported", OlmParty.Read(party.Paul, new OlmMessage((OlmMessageType)7, party.First.Body)));
    }

    // The pre-key message's own message with another index; nobody has its code.
    private static byte[] Forged(byte[] preKeyMessage, uint index)
    {
        var key = preKeyMessage.AsSpan(RatchetKeyAt, 32);
        byte[] varint = [(byte)(index | 0x80), (byte)((index >> 7) | 0x80), (byte)((index >> 14) | 0x80), (byte)((index >> 21) | 0x80), (byte)(index >> 28)];
        return [3, 0x0A, 32, .. key, 0x10, .. varint, 0x22, 16, .. RandomNumberGenerator.GetBytes(16), .. new byte[8]];
    }
}
