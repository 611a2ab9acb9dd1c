using System.Numerics;

namespace RupnBot.Crypto.Tests.Primitives;

public sealed class KeyTests
{
    // RFC 7748, 6.1.
    [Fact]
    public void X25519_gives_the_vectors_of_its_rfc()
    {
        using var alice = Curve25519SecretKey.FromBytes(Hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        using var bob = Curve25519SecretKey.FromBytes(Hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        Assert.Equal("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", Lower(alice.PublicKey.ToArray()));
        Assert.Equal("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", Lower(bob.PublicKey.ToArray()));
        var (one, two) = (new byte[32], new byte[32]);
        Assert.True(alice.TryAgree(bob.PublicKey, one));
        Assert.True(bob.TryAgree(alice.PublicKey, two));
        Assert.Equal("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", Lower(one));
        Assert.Equal(one, two);
    }

    // All encodings of the points of order 1, 2, 4 and 8 (https://cr.yp.to/ecdh.html, "How do I validate Curve25519 public keys?").
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")]
    [InlineData("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b880")]
    [InlineData("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f11d7")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void Nothing_is_agreed_with_a_point_of_low_order(string point)
    {
        using var key = Curve25519SecretKey.Generate();
        var shared = new byte[32];
        shared.AsSpan().Fill(0xAA);
        Assert.False(key.TryAgree(Curve25519PublicKey.FromBytes(Hex(point)), shared));
        Assert.All(shared, static b => Assert.Equal(0, b));
    }

    // RFC 8032, 7.1, tests 1 and 3.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_gives_the_vectors_of_its_rfc(string seed, string publicKey, string message, string signature)
    {
        using var key = Ed25519SecretKey.FromSeed(Hex(seed));
        Assert.Equal(publicKey, Lower(key.PublicKey.ToArray()));
        Assert.Equal(signature, Lower(key.Sign(Hex(message))));
        Assert.True(key.PublicKey.Verify(Hex(message), Hex(signature)));
    }

    // S + L is the same scalar: who does not check the range lets anyone make a second signature out of a first.
    [Fact]
    public void A_signature_with_the_group_order_added_is_refused()
    {
        using var key = Ed25519SecretKey.Generate();
        var signature = key.Sign("salut"u8);
        var order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        var scalar = new BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        var malleable = signature.ToArray();
        malleable.AsSpan(32).Clear();
        Assert.True(scalar.TryWriteBytes(malleable.AsSpan(32), out _, isUnsigned: true));
        Assert.True(key.PublicKey.Verify("salut"u8, signature));
        Assert.False(key.PublicKey.Verify("salut"u8, malleable));
    }

    // With a key of small order, R = S·B verifies for every message under a verification that does not look.
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    public void Keys_and_signatures_of_small_order_are_refused(string point)
    {
        var small = Hex(point);
        var signature = new byte[64];
        small.CopyTo(signature, 0);
        for (var i = 0; i < 64; i++) Assert.False(Ed25519PublicKey.FromBytes(small).Verify([(byte)i], signature));
        using var key = Ed25519SecretKey.Generate();
        Assert.False(key.PublicKey.Verify("x"u8, signature));
    }

    [Fact]
    public void A_signature_of_another_length_or_message_is_refused()
    {
        using var key = Ed25519SecretKey.Generate();
        var signature = key.Sign("oui"u8);
        Assert.False(key.PublicKey.Verify("oui"u8, signature.AsSpan(0, 63)));
        Assert.False(key.PublicKey.Verify("oui"u8, [.. signature, 0]));
        Assert.False(key.PublicKey.Verify("oui"u8, []));
        Assert.False(key.PublicKey.Verify("non"u8, signature));
    }

    [Fact]
    public void Keys_go_out_and_come_back()
    {
        using var curve = Curve25519SecretKey.Generate();
        using var edwards = Ed25519SecretKey.Generate();
        var bytes = new byte[32];
        curve.Export(bytes);
        using var curveAgain = Curve25519SecretKey.FromBytes(bytes);
        edwards.Export(bytes);
        using var edwardsAgain = Ed25519SecretKey.FromSeed(bytes);
        Assert.Equal(curve.PublicKey, curveAgain.PublicKey);
        Assert.Equal(edwards.PublicKey, edwardsAgain.PublicKey);
        Assert.True(Curve25519PublicKey.TryParse(curve.PublicKey + "=", out var parsed) && parsed == curve.PublicKey);
        Assert.True(Ed25519PublicKey.TryParse(edwards.PublicKey.ToString(), out var read) && read == edwards.PublicKey);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-")]
    public void A_public_key_has_32_bytes_of_base64(string? text)
    {
        Assert.False(Curve25519PublicKey.TryParse(text, out _));
        Assert.False(Ed25519PublicKey.TryParse(text, out _));
    }

    [Fact]
    public void A_disposed_key_is_not_used_any_more()
    {
        var curve = Curve25519SecretKey.Generate();
        var edwards = Ed25519SecretKey.Generate();
        curve.Dispose();
        edwards.Dispose();
        Assert.Throws<ObjectDisposedException>(() => curve.TryAgree(curve.PublicKey, new byte[32]));
        Assert.Throws<ObjectDisposedException>(() => edwards.Sign([]));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);

    private static string Lower(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
