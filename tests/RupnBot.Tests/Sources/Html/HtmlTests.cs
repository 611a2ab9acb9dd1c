using System.Diagnostics;
using RupnBot.Sources.Html;

namespace RupnBot.Tests.Sources.Html;

public sealed class HtmlTests
{
    private static readonly Uri Base = new("https://a.fr/dossier/page.html");

    [Theory]
    [InlineData("<p>Un</p><p>deux</p>", "Un\n\ndeux")]
    [InlineData("a<br>b<br/>c", "a\nb\nc")]
    [InlineData("<ul><li>un</li><li>deux</li><li></li></ul>", "- un\n- deux")]
    [InlineData("a<script>alert(1)</script>b<style>p{}</style>c", "abc")]
    [InlineData("a <!-- secret --> b", "a b")]
    [InlineData("<img src='x.png' alt='Un chat'> dort", "Un chat dort")]
    [InlineData("caf&eacute; &amp; th&#233; &inconnu; 3 < 4", "café & thé &inconnu; 3 < 4")]
    [InlineData("a\u200Bb\u202Ec\u2066d", "abcd")]
    [InlineData("<p>pas fermé <b>du <i>tout", "pas fermé du tout")]
    [InlineData("<script>jamais fini", "")]
    public void Html_becomes_plain_text(string html, string expected) => Assert.Equal(expected, HtmlText.ToPlainText(html));

    [Theory]
    [InlineData("<p onclick='x()'>a</p>", "<p>a</p>")]
    [InlineData("<script>alert(1)</script>a", "a")]
    [InlineData("<iframe src='https://x.fr'>b</iframe>a", "a")]
    [InlineData("<a href='javascript:alert(1)'>a</a>", "<a>a</a>")]
    [InlineData("<a href='data:text/html,x'>a</a>", "<a>a</a>")]
    [InlineData("<a href='suite.html' onclick='x' style='color:red' target='_blank'>a</a>", "<a href=\"https://a.fr/dossier/suite.html\">a</a>")]
    [InlineData("<a href='https://b.fr/?utm_source=x&amp;id=3&amp;fbclid=y'>a</a>", "<a href=\"https://b.fr/?id=3\">a</a>")]
    [InlineData("<a href='https://matrix.to/#/@jean:a.fr'>Jean</a>", "<a>Jean</a>")]
    [InlineData("<img src='https://p.fr/pixel.gif' width='1' height='1'>a", "a")]
    [InlineData("<p><img src='x.png' alt='Un chat'></p>", "<p> Un chat </p>")]
    [InlineData("<h1>Gros</h1><div>Bloc</div><span>suite</span>", "GrosBlocsuite")]
    [InlineData("<ol start='3'><li>c</li></ol>", "<ol start=\"3\"><li>c</li></ol>")]
    [InlineData("<strong>f</strong><em>e</em><del>d</del><code>c</code><blockquote>b</blockquote>", "<strong>f</strong><em>e</em><del>d</del><code>c</code><blockquote>b</blockquote>")]
    [InlineData("<svg><script>alert(1)</script><title>t</title></svg>a", "a")]
    [InlineData("<style>@import 'x'</style><link rel='stylesheet' href='x'>a", "a")]
    [InlineData("<form action='/x'><input name='n'></form>a", "a")]
    [InlineData("a\u202Eb", "ab")]
    public void Only_the_safe_subset_is_left(string html, string expected) => Assert.Equal(expected, SafeHtml.Sanitize(html, Base));

    [Theory]
    [InlineData("<div>", 15_000)]
    [InlineData("<b>", 20_000)]
    [InlineData("<a id=x><b>", 5_000)]
    [InlineData("<table><tr><td>", 5_000)]
    [InlineData("<p>", 20_000)]
    public void Hostile_nesting_neither_crashes_nor_lasts(string part, int times)
    {
        var clock = Stopwatch.StartNew();
        var html = string.Concat(Enumerable.Repeat(part, times)) + "fin";
        Assert.Contains("fin", SafeHtml.Sanitize(html, Base));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"took {clock.Elapsed}");
    }

    [Theory]
    [InlineData("un deux trois quatre", 12, "un deux…")]
    [InlineData("court", 12, "court")]
    [InlineData("anticonstitutionnellement", 10, "anticonst…")]
    public void Text_is_cut_on_a_word(string text, int limit, string expected) => Assert.Equal(expected, Truncation.ToWords(text, limit));

    [Fact]
    public void A_pair_of_surrogates_is_not_cut_apart() =>
        Assert.Equal("aaaaaaaa…", Truncation.ToWords("aaaaaaaa😀bbbbb", 10));

    [Fact]
    public void Two_lines_are_one_line_of_text() => Assert.Equal("a b", Truncation.ToTwoLines("a\n\nb"));

    [Theory]
    [InlineData("https://a.fr/x?utm_source=rss", "https://a.fr/x")]
    [InlineData("https://a.fr/x?id=1&UTM_medium=a&xtor=RSS-1", "https://a.fr/x?id=1")]
    [InlineData("https://a.fr/x#xtor=RSS-1", "https://a.fr/x")]
    [InlineData("https://a.fr/x?b=2&a=1#ancre", "https://a.fr/x?b=2&a=1#ancre")]
    public void Tracking_is_removed_and_nothing_else(string address, string expected) =>
        Assert.Equal(expected, TrackingParameters.Remove(new Uri(address)).AbsoluteUri);
}
