using RupnBot.Sources.Feeds;

namespace RupnBot.Tests.Sources.Feeds;

public sealed class ArticleIdentityTests
{
    [Theory]
    [InlineData("https://a.fr/dane/spip.php?article12", "https://a.fr/srane/spip.php?article12")]
    [InlineData("https://a.fr/dane/spip.php?article12", "http://www.a.fr/srane/Un-titre-12.html?utm_source=rss")]
    [InlineData("https://a.fr/article12", "https://a.fr/article12.html")]
    [InlineData("https://a.fr/spip.php?page=article&id_article=12", "https://a.fr/spip.php?article12&var_mode=calcul")]
    public void A_spip_article_that_moved_is_the_same(string before, string after) => Assert.Equal(Key(before, true), Key(after, true));

    [Theory]
    [InlineData("https://a.fr/page/", "http://www.a.fr/page?utm_source=x&fbclid=y#haut")]
    [InlineData("https://a.fr:443/p?id=1", "https://A.fr/p?id=1")]
    public void An_address_is_the_same_however_it_is_reached(string before, string after) => Assert.Equal(Key(before, false), Key(after, false));

    [Theory]
    [InlineData("https://a.fr/spip.php?article12", "https://a.fr/spip.php?article13")]
    [InlineData("https://a.fr/spip.php?article12", "https://b.fr/spip.php?article12")]
    [InlineData("https://a.fr/p?id=1", "https://a.fr/p?id=2")]
    public void Different_articles_are_different(string one, string other) => Assert.NotEqual(Key(one, true), Key(other, true));

    [Fact]
    public void A_number_at_the_end_of_a_name_means_something_only_to_spip() =>
        Assert.NotEqual(Key("https://a.fr/x/bilan-2026.html", false), Key("https://a.fr/y/bilan-2026.html", false));

    [Fact]
    public void A_bumped_date_makes_no_new_article()
    {
        var entry = new FeedEntry { Id = "g", Link = new Uri("https://a.fr/1"), Updated = DateTimeOffset.UnixEpoch };
        Assert.Equal(ArticleIdentity.Of(entry, false), ArticleIdentity.Of(entry with { Updated = DateTimeOffset.MaxValue, Title = "Revu" }, false));
    }

    [Fact]
    public void The_identifier_precedes_the_link() =>
        Assert.Equal("id:a.fr:g", ArticleIdentity.Of(new FeedEntry { Id = "g", Link = new Uri("https://a.fr/1") }, false));

    [Fact]
    public void An_identifier_that_is_unique_everywhere_survives_a_change_of_host() =>
        Assert.Equal("id:tag:a.fr,2026:1", ArticleIdentity.Of(new FeedEntry { Id = "tag:a.fr,2026:1", Link = new Uri("https://b.fr/1") }, false));

    [Fact]
    public void Nothing_to_go_by_is_no_identity() => Assert.Null(ArticleIdentity.Of(new FeedEntry(), false));

    [Fact]
    public void Spip_is_known_by_its_generator_or_address()
    {
        Assert.True(ArticleIdentity.IsSpip(new FeedDocument { Generator = "SPIP - www.spip.net" }, null));
        Assert.True(ArticleIdentity.IsSpip(new FeedDocument(), new Uri("https://a.fr/spip.php?page=backend")));
        Assert.False(ArticleIdentity.IsSpip(new FeedDocument(), new Uri("https://a.fr/feed/")));
    }

    private static string? Key(string link, bool isSpip) => ArticleIdentity.Of(new FeedEntry { Link = new Uri(link) }, isSpip);
}
