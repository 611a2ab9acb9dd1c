using RupnBot.Bot.Messages;

namespace RupnBot.Tests.Bot.Messages;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("  deux\r\n mots\t\u2028 ici ", "deux mots ici")]
    [InlineData("Prêts\u00A0?", "Prêts\u00A0?")]
    [InlineData("facture\u202Efdp.exe", "facturefdp.exe")]
    [InlineData("\u2066a\u2069\u200Bb\uFEFFc", "abc")]
    [InlineData("cloche\u0007\u0000", "cloche")]
    [InlineData("famille 👨‍👩‍👧", "famille 👨‍👩‍👧")]
    [InlineData("prive\uE000", "prive")]
    [InlineData(" \n ", "")]
    public void A_text_becomes_one_visible_line(string text, string expected) => Assert.Equal(expected, DisplayText.OneLine(text));

    [Fact]
    public void Ordinary_characters_are_read_at_once_as_they_would_be_one_by_one() => Assert.All(
        Enumerable.Range(' ', 0x2100 - ' ').Select(code => (char)code),
        // What is invisible has the text read rune by rune.
        character => Assert.All([$"a{character}b", $"{character}a", $"a{character}", $" {character}  b "], text => Assert.Equal(DisplayText.OneLine(text + "\u200B"), DisplayText.OneLine(text))));

    [Fact]
    public void An_unpaired_surrogate_goes() => Assert.Equal("ab", DisplayText.OneLine("a" + '\uD83D' + "b"));

    [Fact]
    public void A_heap_of_marks_is_cut_while_an_accent_stays()
    {
        var text = DisplayText.OneLine("e\u0301" + "a" + new string('\u0334', 500));
        Assert.StartsWith("e\u0301a", text, StringComparison.Ordinal);
        Assert.True(text.Length < 10);
    }

    [Theory]
    [InlineData("@room")]
    [InlineData("écoutez @ROOM, @room !")]
    [InlineData("@ro\u200Bom")]
    public void A_mention_of_the_whole_room_is_broken_up(string text)
    {
        var line = DisplayText.OneLine(text);
        Assert.DoesNotContain("@room", line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("@\u2060", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("court", 10, "court")]
    [InlineData("exactement", 10, "exactement")]
    [InlineData("un deux trois quatre", 15, "un deux trois…")]
    [InlineData("un deux, trois quatre", 11, "un deux…")]
    [InlineData("anticonstitutionnellement", 10, "anticonst…")]
    public void A_long_text_is_cut_between_words(string text, int length, string expected) =>
        Assert.Equal(expected, DisplayText.Shorten(text, length));

    [Fact]
    public void A_cut_never_splits_a_surrogate_pair()
    {
        for (var length = 2; length < 12; length++)
            Assert.DoesNotContain('\uFFFD', string.Concat(DisplayText.Shorten(string.Concat(Enumerable.Repeat("😀", 10)), length).EnumerateRunes()));
    }
}
