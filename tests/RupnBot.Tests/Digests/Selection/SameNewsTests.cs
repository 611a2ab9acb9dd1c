using RupnBot.Digests.Selection;
using RupnBot.Sources.Archive;

namespace RupnBot.Tests.Digests.Selection;

public sealed class SameNewsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DigestInterests Interests = new([1L, 2L, 3L], []);

    [Fact]
    public void One_address_with_and_without_tracking_is_one_article()
    {
        var selection = Choose(
            Article(1, source: 1, "https://www.exemple.fr/a?utm_source=x", "Un titre"),
            Article(2, source: 2, "http://exemple.fr/a/#b", "Un autre titre"));
        Assert.Equal([1], selection.Shown);
        Assert.Equal([1], selection.Offered);
        Assert.Equal([2], selection.Also[1]);
    }

    [Fact]
    public void One_long_title_of_two_sources_in_a_week_is_one_article_and_the_first_that_came_is_shown()
    {
        var selection = Choose(
            Article(2, source: 2, "https://b.fr/2", "Le Printemps de l’Esprit critique : l'appel à projets", days: 1),
            Article(1, source: 1, "https://a.fr/1", "Le printemps de l'esprit critique - l’appel à projets", days: 3));
        Assert.Equal([1], selection.Shown);
        Assert.Equal([2], selection.Also[1]);
    }

    [Fact]
    public void What_only_looks_alike_is_told_apart()
    {
        const string title = "La lettre d'information du numérique";
        // Another letter each month of one source; another time; a heading that says nothing.
        Assert.Equal(2, Choose(Article(1, 1, "https://a.fr/1", title), Article(2, 1, "https://a.fr/2", title)).Shown.Count);
        Assert.Equal(2, Choose(Article(1, 1, "https://a.fr/1", title, days: 1), Article(2, 2, "https://a.fr/2", title, days: 20)).Shown.Count);
        Assert.Equal(2, Choose(Article(1, 1, "https://a.fr/1", "Édito"), Article(2, 2, "https://a.fr/2", "Édito")).Shown.Count);
        Assert.Equal(2, Choose(Article(1, 1, "https://a.fr/spip.php?article1", "Un"), Article(2, 2, "https://a.fr/spip.php?article2", "Deux")).Shown.Count);
    }

    [Fact]
    public void Titles_are_compared_by_their_words_alone()
    {
        Assert.Equal(ArticleKeys.OfTitle("Rentrée 2026 : les nouveautés de l'ENT"), ArticleKeys.OfTitle("  RENTREE 2026, les nouveautés de l’ENT !"));
        Assert.Null(ArticleKeys.OfTitle("À la une cette semaine".Replace("semaine", "", StringComparison.Ordinal)));
        Assert.Null(ArticleKeys.OfTitle("!!! --- ... ???"));
    }

    private static DigestSelection Choose(params DigestCandidate[] candidates) => DigestSelection.Choose(candidates, Interests, Now);

    private static DigestCandidate Article(long id, long source, string link, string title, int days = 1) =>
        new(id, source, [], Now.AddDays(-days), Now.AddDays(-days), AlreadyOffered: false) { LinkKey = ArticleKeys.OfLink(link), TitleKey = ArticleKeys.OfTitle(title) };
}
