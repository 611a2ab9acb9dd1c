using System.Globalization;
using RupnBot.Localization;

namespace RupnBot.Tests.Localization;

public sealed class TextsTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));
    private static readonly Texts English = new(CultureInfo.GetCultureInfo("en-GB"));

    [Theory]
    [InlineData(0, "0 message attend de partir.")]
    [InlineData(1, "1 message attend de partir.")]
    [InlineData(2, "2 messages attendent de partir.")]
    public void French_counts_none_as_one(int count, string expected) => Assert.Equal(expected, French.Plural("Bot.StatusWaiting", count));

    [Fact]
    public void English_counts_none_as_many()
    {
        Assert.NotEqual(English.Plural("Bot.StatusWaiting", 1).Replace('1', '0'), English.Plural("Bot.StatusWaiting", 0));
    }

    [Fact]
    public void A_value_is_inserted_as_it_is_and_never_read_again() =>
        Assert.Equal("Vouliez-vous dire «\u00a0{salon}\u00a0»\u00a0?", French.Format("Bot.DidYouMean", ("command", "{salon}")));

    [Fact]
    public void A_missing_key_and_a_missing_value_are_faults_of_ours()
    {
        Assert.Throws<KeyNotFoundException>(() => French.Get("Bot.NoSuchText"));
        Assert.Throws<FormatException>(() => French.Format("Bot.DidYouMean"));
    }

    [Theory]
    [InlineData("Élève", "eleve")]
    [InlineData("CŒUR", "coeur")]
    [InlineData("l’École", "l'ecole")]
    [InlineData("a\u00A0b\u202Fc", "a b c")]
    [InlineData("a\u200Bb", "ab")]
    [InlineData("oublie\u2011moi", "oublie-moi")]
    [InlineData("oublie\u2010moi", "oublie-moi")]
    [InlineData("l´école", "l'ecole")]
    public void Folding_forgives_what_phones_do(string text, string expected) => Assert.Equal(expected, TextFolding.Fold(text));
}
