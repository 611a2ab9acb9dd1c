using RupnBot.Sources.Archive;

namespace RupnBot.Tests.Sources.Archive;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("tablettes", "\"tablette\" *")]
    [InlineData("Évaluation à l'école", "\"evaluation\" * AND \"ecole\" *")]
    [InlineData("\"classe inversée\" maths", "\"classe inversee\" AND \"math\" *")]
    [InlineData("le la les", "\"le\" AND \"la\" AND \"les\" *")]
    [InlineData("title: x* NEAR(a b) -y ^z", "\"title\" * AND \"x\" AND \"near\" * AND \"b\" AND \"z\"")]
    [InlineData("\"jamais fermé", "\"jamai\" * AND \"ferme\" *")]
    public void Words_become_quoted_prefixes(string text, string expected) => Assert.Equal(expected, SearchQuery.Parse(text)!.All);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"\" * ( ) : ^ -")]
    public void Nothing_to_look_for_is_no_query(string text) => Assert.Null(SearchQuery.Parse(text));
}
