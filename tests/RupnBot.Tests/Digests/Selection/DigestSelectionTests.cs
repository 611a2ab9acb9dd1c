using RupnBot.Digests.Selection;

namespace RupnBot.Tests.Digests.Selection;

public sealed class DigestSelectionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly DigestInterests Interests = new([1L], ["ia"]);

    [Fact]
    public void The_newest_come_first() => AssertShown([2, 3, 1], Article(1, days: 9), Article(2, days: 1), Article(3, days: 5));

    [Fact]
    public void Of_one_instant_the_one_archived_last_comes_first() => AssertShown([2, 1], Article(1, days: 1), Article(2, days: 1));

    [Fact]
    public void Seven_are_shown_the_rest_is_counted_and_all_count_as_offered()
    {
        var selection = Choose([.. Enumerable.Range(1, 12).Select(i => Article(i, days: i))]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], selection.Shown);
        Assert.Equal(5, selection.More);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (long)i), selection.Offered);
    }

    [Fact]
    public void What_was_offered_does_not_come_back() => AssertShown([2], Article(1, days: 1) with { AlreadyOffered = true }, Article(2, days: 2));

    [Fact]
    public void An_article_matches_by_its_source_or_by_one_of_its_topics() => AssertShown(
        [1, 2],
        Article(1, days: 1),
        Article(2, days: 2) with { SourceId = 9, Topics = ["ent", "ia"] },
        Article(3, days: 3) with { SourceId = 9, Topics = ["ent"] });

    [Fact]
    public void A_subscription_that_names_nothing_gets_nothing() => Assert.True(
        DigestSelection.Choose([Article(1, days: 1)], new DigestInterests([], []), Now).IsEmpty);

    [Fact]
    public void Thirty_days_are_the_limit()
    {
        var limit = Article(1, days: 30);
        AssertShown([1], limit, limit with { ArticleId = 2, Published = Now.AddDays(-30).AddMilliseconds(-1) });
    }

    [Fact]
    public void An_old_article_read_only_now_is_old() => AssertShown([], Article(1, days: 400) with { FirstSeen = Now });

    [Fact]
    public void A_date_bumped_by_a_revision_does_not_make_an_old_article_new() =>
        AssertShown([], Article(1, days: 0) with { FirstSeen = Now.AddDays(-31) });

    [Fact]
    public void A_date_to_come_does_not_stay_on_top() =>
        AssertShown([2, 1], Article(1, days: -300) with { FirstSeen = Now.AddDays(-2) }, Article(2, days: 1));

    [Fact]
    public void Without_a_date_the_first_reading_counts() =>
        AssertShown([2, 1], Article(1, days: 0) with { Published = null, FirstSeen = Now.AddDays(-3) }, Article(2, days: 1));

    [Fact]
    public void An_article_that_came_by_two_sources_is_one_article_and_offered_by_either_is_offered()
    {
        AssertShown([1], Article(1, days: 1), Article(1, days: 1) with { SourceId = 9 });
        AssertShown([], Article(1, days: 1), Article(1, days: 1) with { SourceId = 9, AlreadyOffered = true });
    }

    private static DigestSelection Choose(params DigestCandidate[] candidates) => DigestSelection.Choose(candidates, Interests, Now);

    private static void AssertShown(long[] expected, params DigestCandidate[] candidates) => Assert.Equal(expected, Choose(candidates).Shown);

    private static DigestCandidate Article(long id, int days) => new(id, SourceId: 1, [], Now.AddDays(-days), Now, AlreadyOffered: false);
}
