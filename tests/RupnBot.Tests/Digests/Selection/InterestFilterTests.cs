using RupnBot.Digests.Selection;
using RupnBot.Sources.Archive;

namespace RupnBot.Tests.Digests.Selection;

public sealed class InterestFilterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("tablette", "Des tablettes au CDI", true)]
    [InlineData("tablette", "Un porte-tablette", true)]
    [InlineData("tablette", "L'archipelotablette", false)]
    [InlineData("ia", "L'IA en classe", true)]
    [InlineData("ia", "Une affection iatrogène", false)]
    [InlineData("esprit critique", "Le printemps de l'Esprit critique", true)]
    [InlineData("evaluation", "Évaluations nationales", true)]
    public void A_word_is_found_by_its_beginning_and_a_short_one_whole(string word, string title, bool expected)
    {
        Assert.Equal(expected ? 1 : 0, Choose(new InterestFilter { With = [word] }, Article(1, title)).Shown.Count);
        Assert.Equal(expected ? 0 : 1, Choose(new InterestFilter { Without = [word] }, Article(1, title)).Shown.Count);
    }

    [Fact]
    public void One_of_the_words_wanted_is_enough_and_one_unwanted_is_too_many() => Assert.Equal(
        [1, 2],
        Choose(new InterestFilter { With = ["tablette", "ent"], Without = ["concours"] }, Article(1, "Tablettes"), Article(2, "L'ENT change", days: 2), Article(3, "Tablettes : concours"), Article(4, "Pix")).Shown);

    [Fact]
    public void Themes_and_sources_narrow_too()
    {
        Assert.Equal([1], Choose(new InterestFilter { Topics = ["ia"] }, Article(1, "Un") with { Topics = ["ia"] }, Article(2, "Deux") with { Topics = ["ent"] }).Shown);
        Assert.Empty(Choose(new InterestFilter { Sources = [7] }, Article(1, "Un")).Shown);
        // It also came by the other source, which is the one wanted.
        Assert.Equal([1], Choose(new InterestFilter { Sources = [7] }, Article(1, "Un"), Article(1, "Un") with { SourceId = 7 }).Shown);
    }

    [Fact]
    public void The_maximum_of_a_subscription_leaves_room_to_the_others()
    {
        var interests = new DigestInterests([new DigestInterest(1, null, new InterestFilter { Maximum = 2 }), new DigestInterest(2, null)]);
        var selection = DigestSelection.Choose(
            [.. Enumerable.Range(1, 6).Select(i => Article(i, $"N {i}", days: i)), .. Enumerable.Range(10, 3).Select(i => Article(i, $"N {i}", days: i) with { SourceId = 2 })], interests, Now);
        Assert.Equal([1, 2, 10, 11, 12], selection.Shown);
        Assert.Equal([1, 2, 10, 11, 12, 3, 4, 5, 6], selection.Offered);
    }

    [Fact]
    public void What_was_relayed_to_the_salon_itself_passes_every_filter() =>
        Assert.Equal([1], Choose(new InterestFilter { With = ["pix"], Maximum = 1 }, Article(1, "Un") with { SourceId = null, IsRelayedHere = true }).Shown);

    private static DigestSelection Choose(InterestFilter filter, params DigestCandidate[] candidates) =>
        DigestSelection.Choose(candidates, new DigestInterests([new DigestInterest(1, null, filter)]), Now);

    private static DigestCandidate Article(long id, string title, int days = 1) =>
        new(id, SourceId: 1, [], Now.AddDays(-days), Now, AlreadyOffered: false) { Text = ArticleKeys.Words(title) };
}
