using System.Security.Cryptography;

namespace RupnBot.Crypto.Tests.Primitives;

public sealed class SealingTests
{
    [Fact]
    public void What_is_sealed_for_a_row_opens_for_that_row_only()
    {
        using var sealer = new StateSealer(RandomNumberGenerator.GetBytes(32));
        var secret = "une clé"u8.ToArray();
        var box = sealer.Seal(secret, "olm:1");
        Assert.True(sealer.TryOpen(box, "olm:1", out var opened));
        Assert.Equal(secret, opened);
        Assert.False(sealer.TryOpen(box, "olm:2", out var none));
        Assert.Empty(none);
        Assert.NotEqual(box, sealer.Seal(secret, "olm:1"));
    }

    [Fact]
    public void Any_changed_byte_any_missing_byte_and_any_other_key_is_noticed()
    {
        using var sealer = new StateSealer(RandomNumberGenerator.GetBytes(32));
        using var other = new StateSealer(RandomNumberGenerator.GetBytes(32));
        var box = sealer.Seal([1, 2, 3], "r");
        for (var i = 0; i < box.Length; i++)
        {
            var changed = box.ToArray();
            changed[i] ^= 1;
            Assert.False(sealer.TryOpen(changed, "r", out _));
            Assert.False(sealer.TryOpen(box.AsSpan(0, i), "r", out _));
        }

        Assert.False(other.TryOpen(box, "r", out _));
    }

    // NIST SP 800-38A, F.5.5.
    [Fact]
    public void Counter_mode_gives_the_vector_of_nist()
    {
        var key = Convert.FromHexString("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
        var counter = Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        var plain = Convert.FromHexString(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        var cipher = new byte[plain.Length];
        AesCtr.Transform(key, counter, plain, cipher);
        Assert.Equal(
            "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c52b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6",
            Convert.ToHexStringLower(cipher));
    }

    // The carry goes through all 128 bits, and around.
    [Fact]
    public void The_counter_carries_over_all_its_bits()
    {
        var key = new byte[32];
        var last = new byte[16];
        last.AsSpan().Fill(0xFF);
        var (two, first) = (new byte[32], new byte[16]);
        AesCtr.Transform(key, last, new byte[32], two);
        AesCtr.Transform(key, new byte[16], new byte[16], first);
        Assert.Equal(first, two[16..]);
    }

    [Fact]
    public void Pieces_of_any_length_give_the_same_as_the_whole()
    {
        var random = new Random(7);
        var (key, iv, plain) = (new byte[32], new byte[16], new byte[20_000]);
        random.NextBytes(key);
        random.NextBytes(iv);
        random.NextBytes(plain);
        var whole = new byte[plain.Length];
        AesCtr.Transform(key, iv, plain, whole);
        using var stream = new AesCtrStream(key, iv);
        var pieces = plain.ToArray();
        for (var at = 0; at < pieces.Length;)
        {
            var count = Math.Min(random.Next(0, 5000), pieces.Length - at);
            stream.Transform(pieces.AsSpan(at, count), pieces.AsSpan(at, count));
            at += count;
        }

        Assert.Equal(whole, pieces);
    }
}
