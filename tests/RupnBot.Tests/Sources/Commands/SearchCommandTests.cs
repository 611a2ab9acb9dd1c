using RupnBot.Tests.Sources.Bench;

namespace RupnBot.Tests.Sources.Commands;

public sealed class SearchCommandTests
{
    private static async Task<SourcesBench> WithArticlesAsync()
    {
        var bench = await SourcesBench.StartAsync();
        bench.Site.Feed(
            "feed",
            (1, "Une journée ordinaire", "On y parle aussi d'évaluation, en passant, parmi beaucoup d'autres choses du quotidien des classes."),
            (2, "L’évaluation par compétences", "Un guide."),
            (3, "Chœurs et musique", "Chanter."));
        await bench.TickAsync();
        await bench.EnterAsync();
        return bench;
    }

    [Fact]
    public async Task Accents_are_folded_and_a_word_of_the_title_comes_first()
    {
        await using var bench = await WithArticlesAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!cherche EVALUATIONS");

        var answer = await bench.LastAsync(SourcesBench.Salon);
        Assert.StartsWith("2 articles pour « EVALUATIONS » :", answer, StringComparison.Ordinal);
        Assert.True(answer.IndexOf("compétences", StringComparison.Ordinal) < answer.IndexOf("journée", StringComparison.Ordinal));
        Assert.Contains("SRANE, vendredi 20 novembre 2026", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ligature_is_found_without_one()
    {
        await using var bench = await WithArticlesAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!cherche choeur");
        Assert.Contains("Chœurs et musique", await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_says_what_to_try()
    {
        await using var bench = await WithArticlesAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!cherche zythum\" OR title:*");
        Assert.StartsWith("Je n'ai rien trouvé pour « zythum", await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_no_article_has_all_words_those_with_some_are_shown()
    {
        await using var bench = await WithArticlesAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!cherche évaluation zythum");
        Assert.StartsWith("Aucun article n'a tous ces mots", await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_are_shown_and_the_rest_counted()
    {
        await using var bench = await SourcesBench.StartAsync();
        bench.Site.Feed("feed", [.. Enumerable.Range(1, 8).Select(number => (number, $"Tablettes, épisode {number}", "texte"))]);
        await bench.TickAsync();
        await bench.EnterAsync();
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!cherche tablette");
        Assert.EndsWith("et 3 autres : précisez avec un mot de plus.", await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_listed_with_themes_and_state()
    {
        await using var bench = await WithArticlesAsync();
        bench.Site.Status("feed", 404);
        await bench.TickAsync(TimeSpan.FromMinutes(30));
        await bench.SayAsync(SourcesBench.Salon, SourcesBench.Paul, "!sources");
        Assert.Contains("SRANE (Numérique) – ne répond pas depuis lundi (réponse 404 du site)", await bench.LastAsync(SourcesBench.Salon), StringComparison.Ordinal);
    }
}
