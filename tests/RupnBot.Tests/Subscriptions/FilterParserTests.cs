using RupnBot.Subscriptions;

namespace RupnBot.Tests.Subscriptions;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("SRANE avec tablette, ENT sans concours max 3", "SRANE", "With=tablette+ENT Without=concours Maximum=3")]
    [InlineData("SRANE avec: tablette,ENT | sans : concours | max:3", "SRANE", "With=tablette+ENT Without=concours Maximum=3")]
    [InlineData("La lettre hebdo\navec esprit critique\nthèmes #IA, évaluation\nsources Pix", "La lettre hebdo", "With=esprit critique Topics=IA+évaluation Sources=Pix")]
    [InlineData("avec tablette avec « ENT »", "", "With=tablette+ENT")]
    [InlineData("SRANE sans rien", "SRANE", "Without=")]
    [InlineData("SRANE max", "SRANE", "Maximum=")]
    [InlineData("SRANE avec ENT, Ent, ênt", "SRANE", "With=ENT")]
    [InlineData("", "", "")]
    [InlineData("SRANE", "SRANE", "")]
    [InlineData("SRANE avec , , !", "SRANE", "With=")]
    public void Parts_are_found_in_any_writing(string text, string name, string parts)
    {
        var request = FilterParser.Parse(text);
        Assert.Equal(name, request.Name);
        Assert.Equal(parts, string.Join(' ', request.Parts.OrderBy(part => part.Key).Select(part => $"{part.Key}={string.Join('+', part.Value)}")));
        Assert.False(request.Clears);
    }

    [Theory]
    [InlineData("SRANE rien", "SRANE")]
    [InlineData("rien", "")]
    [InlineData("La lettre aucun", "La lettre")]
    public void Nothing_takes_all_away(string text, string name)
    {
        var request = FilterParser.Parse(text);
        Assert.True(request.Clears);
        Assert.Equal(name, request.Name);
    }

    [Fact]
    public void A_text_of_any_length_is_read() => Assert.True(FilterParser.Parse("avec " + string.Join(' ', Enumerable.Repeat("mot,", 50_000))).Parts[FilterPart.With].Count <= 1);
}
