using System.Security.Cryptography;
using System.Text;

namespace RupnBot.Crypto.Tests.Primitives;

public sealed class UnpaddedBase64Tests
{
    // Specification, appendix "Unpadded Base64".
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "Zg")]
    [InlineData("fo", "Zm8")]
    [InlineData("foo", "Zm9v")]
    [InlineData("foob", "Zm9vYg")]
    [InlineData("fooba", "Zm9vYmE")]
    [InlineData("foobar", "Zm9vYmFy")]
    public void Base64_gives_the_examples_of_the_specification(string plain, string encoded)
    {
        Assert.Equal(encoded, UnpaddedBase64.Encode(Encoding.ASCII.GetBytes(plain)));
        Assert.True(UnpaddedBase64.TryDecode(encoded, out var bytes));
        Assert.Equal(plain, Encoding.ASCII.GetString(bytes));
        Assert.True(UnpaddedBase64.TryDecode(encoded.PadRight((encoded.Length + 3) / 4 * 4, '='), out bytes));
        Assert.Equal(plain, Encoding.ASCII.GetString(bytes));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Z")]
    [InlineData("Zg=")]
    [InlineData("Zh")]
    [InlineData("Zg===")]
    [InlineData("====")]
    [InlineData("Zm9v====")]
    [InlineData("Zm 9v")]
    [InlineData("Zm9v\n")]
    [InlineData("Z=g=")]
    [InlineData("-_8")]
    [InlineData("Zmé=")]
    [InlineData("Zm\u01419")]
    public void Anything_else_is_no_base64(string? text)
    {
        Assert.False(UnpaddedBase64.TryDecode(text, out var bytes));
        Assert.Empty(bytes);
        Assert.False(UnpaddedBase64.TryDecodePublic(text, out bytes));
        Assert.Empty(bytes);
    }

    [Fact]
    public void The_alphabet_for_addresses_is_another()
    {
        Assert.Equal("-_8", UnpaddedBase64.EncodeUrl([0xFB, 0xFF]));
        Assert.True(UnpaddedBase64.TryDecodeUrl("-_8", out var bytes));
        Assert.Equal([0xFB, 0xFF], bytes);
        Assert.False(UnpaddedBase64.TryDecodeUrl("+/8", out _));
    }

    [Fact]
    public void All_lengths_go_out_and_come_back()
    {
        for (var length = 0; length < 2000; length++)
        {
            var bytes = RandomNumberGenerator.GetBytes(length);
            var text = UnpaddedBase64.Encode(bytes);
            Assert.Equal(Convert.ToBase64String(bytes).TrimEnd('='), text);
            Assert.True(UnpaddedBase64.TryDecode(text, out var decoded));
            Assert.Equal(bytes, decoded);
            Assert.Equal(text, UnpaddedBase64.EncodePublic(bytes));
            Assert.True(UnpaddedBase64.TryDecodePublic(text, out decoded));
            Assert.Equal(bytes, decoded);
        }
    }
}
