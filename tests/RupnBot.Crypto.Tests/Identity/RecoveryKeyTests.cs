namespace RupnBot.Crypto.Tests.Identity;

public sealed class RecoveryKeyTests
{
    // A key as other clients write it: the Curve25519 secret of RFC 7748, 6.1 in the representation of the appendix.
    private const string Known = "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d";

    private static readonly byte[] KnownBytes = Convert.FromHexString("77076D0A7318A57D3C16C17251B26645DF4C2F87EBC0992AB177FBA51DB92C2A");

    [Fact]
    public void A_key_is_written_in_groups_of_four_and_read_back()
    {
        using var key = RecoveryKey.Generate();
        var text = key.Format();
        Assert.True(RecoveryKey.TryParse(text, out var read));
        Assert.True(key.Bytes.SequenceEqual(read.Bytes));
        Assert.All(text.Split(' ').SkipLast(1), group => Assert.Equal(4, group.Length));
        Assert.StartsWith("Es", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_known_answer_comes_out_both_ways()
    {
        Assert.True(RecoveryKey.TryParse(Known, out var key));
        Assert.Equal(Known, key.Format());
    }

    [Fact]
    public void White_space_does_not_matter()
    {
        Assert.True(RecoveryKey.TryParse(" \t" + Known.Replace(" ", "\r\n", StringComparison.Ordinal) + "\n", out _));
        Assert.True(RecoveryKey.TryParse(Known.Replace(" ", "", StringComparison.Ordinal), out _));
    }

    [Fact]
    public void Each_single_typing_error_is_noticed()
    {
        var text = Known.Replace(" ", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            var wrong = text.ToCharArray();
            wrong[i] = wrong[i] == 'x' ? 'y' : 'x';
            // The parity byte lets one in 256 pass; none of these does.
            Assert.False(RecoveryKey.TryParse(new string(wrong), out _), $"at {i}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("EsTc")]
    [InlineData("EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d 1111")]
    [InlineData("1EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d")]
    [InlineData("EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4l")]
    [InlineData("0OIl 0OIl 0OIl 0OIl")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void What_is_no_key_is_refused(string? text) => Assert.False(RecoveryKey.TryParse(text, out _));

    [Fact]
    public void A_text_of_any_length_is_refused_at_once() => Assert.False(RecoveryKey.TryParse(new string('E', 10_000_000), out _));

    [Fact]
    public void A_key_does_not_tell_itself()
    {
        Assert.True(RecoveryKey.TryParse(Known, out var key));
        Assert.Equal("RecoveryKey", key.ToString());
        Assert.Equal("RecoveryKey", $"{key}");
        key.Dispose();
        var failure = Assert.Throws<ObjectDisposedException>(key.Format);
        Assert.DoesNotContain("EsTc", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Leading_zeros_of_base58_are_kept()
    {
        Span<byte> bytes = stackalloc byte[3];
        Assert.Equal("112", Base58.Encode([0, 0, 1]));
        Assert.True(Base58.TryDecode("112", bytes));
        Assert.Equal(new byte[] { 0, 0, 1 }, bytes.ToArray());
        Assert.False(Base58.TryDecode("12", bytes));
    }

    [Fact]
    public void The_known_bytes_come_out()
    {
        using var key = RecoveryKey.FromBytes(KnownBytes);
        Assert.Equal(Known, key.Format());
    }
}
