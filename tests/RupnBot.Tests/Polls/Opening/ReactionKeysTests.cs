using RupnBot.Polls.Opening;

namespace RupnBot.Tests.Polls.Opening;

public sealed class ReactionKeysTests
{
    [Fact]
    public void Each_of_the_ten_keys_is_read_back() =>
        Assert.Equal(Enumerable.Range(0, ReactionKeys.Most).Cast<int?>(), Enumerable.Range(0, ReactionKeys.Most).Select(ReactionKeys.At).Select(ReactionKeys.PositionOf));

    [Fact]
    public void The_first_is_written_as_pickers_write_it() => Assert.Equal("1\uFE0F\u20E3", ReactionKeys.At(0));

    [Fact]
    public void A_key_without_variation_selector_is_the_same() => Assert.Equal(2, ReactionKeys.PositionOf("3\u20E3"));

    [Theory]
    [InlineData("👍")]
    [InlineData("❤️")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("0\uFE0F\u20E3")]
    [InlineData("12\u20E3")]
    [InlineData("1\uFE0F\u20E3 et plus")]
    public void Anything_else_stands_for_nothing(string key) => Assert.Null(ReactionKeys.PositionOf(key));
}
