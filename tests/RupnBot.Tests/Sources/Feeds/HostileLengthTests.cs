using System.Diagnostics;
using System.Text;
using RupnBot.Sources.Feeds;
using RupnBot.Sources.Html;

namespace RupnBot.Tests.Sources.Feeds;

/// <summary>The time a document takes grows with its length alone: what is looked for in vain is not looked for again and again.</summary>
public sealed class HostileLengthTests
{
    private const int Length = 1024 * 1024;

    // A guard against what never ends, no measure: a thousandth of it is used when the time grows as it should, several times it when it grows
    // with the square of the length, and a machine busy with other things passes.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("", "<!-- >")]
    [InlineData("", "<?x>")]
    [InlineData("", "<![CDATA[")]
    [InlineData("<!DOCTYPE a [", "<!ENTITY>")]
    [InlineData("<!DOCTYPE a [", "<!ENTITYa\">")]
    [InlineData("<rss><channel><item><description>", "<!-- >")]
    [InlineData("<rss><channel><item><description><![CDATA[", "<a ")]
    [InlineData("<rss><channel><item><title>", "&a")]
    [InlineData("<rss><channel>", "<item><title>a")]
    [InlineData("<rss>", "<a")]
    [InlineData("<rss>", "<a '")]
    [InlineData("<rss>", "<a \"'>")]
    [InlineData("<rss ", "a=b ")]
    [InlineData("<rss><b><b><b><b><b><b><b><b><b><b>", "</a>")]
    [InlineData("", "[")]
    [InlineData("{\"items\":[", "{\"a\":")]
    [InlineData("<html><head>", "<link rel=alternate type=application/rss+xml href=a>")]
    public void A_megabyte_of_one_thing_is_read_at_once(string head, string unit)
    {
        var text = new StringBuilder(head).Insert(head.Length, unit, Length / unit.Length).ToString();
        var watch = Stopwatch.StartNew();
        FeedParser.Parse(Encoding.UTF8.GetBytes(text), null, new Uri("https://example.org/"), FeedLimits.Default);
        Assert.True(watch.Elapsed < s_limit, $"took {watch.Elapsed}");
    }

    [Fact]
    public void Random_addresses_lose_their_tracking_parameters_or_stay_as_they_are()
    {
        string[] pieces =
        [
            "http://", "//", "/", "\\", "@", ":", "[", "]", "%", "%00", "#", "?", "..", "xn--a", "é", "①", "。", "\u202e", "\t", "a", "example.org", "99999", "&b=c",
        ];
        var random = new Random(20261123);
        for (var i = 0; i < 20_000; i++)
        {
            var text = "http://" + string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => pieces[random.Next(pieces.Length)])) + "?utm_source=x#xtor=2";
            if (Uri.TryCreate(text, UriKind.Absolute, out var address)) Assert.NotNull(TrackingParameters.Remove(address));
        }
    }

    [Theory]
    [InlineData("https://example.org/a?utm_source=x", "https://example.org/a")]
    [InlineData("https://example.org/a?b=1&utm_source=x&c=2#part", "https://example.org/a?b=1&c=2#part")]
    [InlineData("https://example.org:8443/a?page=backend#xtor=RSS-1", "https://example.org:8443/a?page=backend")]
    public void Removing_them_leaves_the_rest_of_the_address_untouched(string address, string cleaned) =>
        Assert.Equal(cleaned, TrackingParameters.Remove(new Uri(address)).AbsoluteUri);
}
