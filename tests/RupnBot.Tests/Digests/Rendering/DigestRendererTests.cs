using System.Globalization;
using RupnBot.Digests.Rendering;
using RupnBot.Localization;

namespace RupnBot.Tests.Digests.Rendering;

public sealed class DigestRendererTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));
    private static readonly DigestArticle Article = new(
        "Pix : la rentrée", "https://example.org/spip.php?article1&lang=fr", "SRANE", new DateOnly(2026, 11, 23), "Les parcours sont ouverts.");

    [Fact]
    public void A_digest_gives_of_each_article_title_source_day_and_summary()
    {
        var body = DigestRenderer.Render(new DigestContent("SRANE", [Article, Article with { Title = "Deux", Summary = "" }], More: 3), French);
        Assert.Equal(
            """
            SRANE : 5 nouvelles
            - Pix : la rentrée (https://example.org/spip.php?article1&lang=fr)
              SRANE, lundi 23 novembre
              Les parcours sont ouverts.

            - Deux (https://example.org/spip.php?article1&lang=fr)
              SRANE, lundi 23 novembre

            Et 3 autres : !suite
            """.ReplaceLineEndings("\n"),
            body.Plain.Replace('\u00A0', ' '));
        Assert.Equal(
            "<h4>SRANE : 5 nouvelles</h4><ul>"
            + "<li><a href=\"https://example.org/spip.php?article1&amp;lang=fr\">Pix : la rentrée</a><br>SRANE, lundi 23 novembre<br>Les parcours sont ouverts.</li>"
            + "<li><a href=\"https://example.org/spip.php?article1&amp;lang=fr\">Deux</a><br>SRANE, lundi 23 novembre</li>"
            + "</ul><p>Et 3 autres : !suite</p>",
            body.Html.Replace('\u00A0', ' '));
    }

    [Fact]
    public void News_that_others_tell_too_says_so_after_its_day_in_words_and_as_text_in_html()
    {
        var body = DigestRenderer.Render(new DigestContent("SRANE", [Article with { AlsoIn = ["Pix", "Édu & Num"] }], 0), French);
        Assert.Contains("\n  SRANE, lundi 23 novembre, aussi chez Pix, Édu & Num\n  Les parcours", body.Plain, StringComparison.Ordinal);
        Assert.Contains("<br>SRANE, lundi 23 novembre, aussi chez Pix, Édu &amp; Num<br>Les parcours", body.Html, StringComparison.Ordinal);
        Assert.Contains(", also from Pix, Édu & Num", DigestRenderer.Render(new DigestContent("SRANE", [Article with { AlsoIn = ["Pix", "Édu & Num"] }], 0), new Texts(CultureInfo.GetCultureInfo("en"))).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_reads_in_english_too() => Assert.Equal(
        "SRANE: 2 news items\n- T (https://example.org/)\n  SRANE, Monday 23 November\n  S\n\nAnd 1 more: !suite",
        DigestRenderer.Render(
            new DigestContent("SRANE", [Article with { Title = "T", Link = "https://example.org", Summary = "S" }], 1),
            new Texts(CultureInfo.GetCultureInfo("en"))).Plain);

    [Fact]
    public void A_preview_names_the_salon_it_is_for() =>
        Assert.Contains("Salon «\u00A0Profs\u00A0»", DigestRenderer.Render(new DigestContent("SRANE", [Article], 0, "Profs"), French).Plain, StringComparison.Ordinal);

    [Fact]
    public void Nothing_more_is_not_mentioned() =>
        Assert.DoesNotContain("!suite", DigestRenderer.Render(new DigestContent("SRANE", [Article], 0), French).Plain, StringComparison.Ordinal);

    [Fact]
    public void At_most_seven_are_shown_and_the_others_counted()
    {
        var body = DigestRenderer.Render(new DigestContent("SRANE", [.. Enumerable.Repeat(Article, 9)], 1), French);
        Assert.Equal(7, body.Html.Split("<li>").Length - 1);
        Assert.Contains("Et 3 autres", body.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_summary_is_two_lines_cut_between_words()
    {
        var summary = string.Concat(Enumerable.Repeat("collège ", 400));
        var line = DigestRenderer.Render(new DigestContent("SRANE", [Article with { Summary = summary }], 0), French).Plain.Split('\n')[^1].Trim();
        Assert.InRange(line.Length, 150, 180);
        Assert.EndsWith("collège…", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr-FR", "mardi 1er décembre")]
    [InlineData("en", "Tuesday 1 December")]
    public void The_first_of_a_month_is_said_as_people_say_it(string culture, string day) => Assert.Contains(
        day,
        DigestRenderer.Render(
            new DigestContent("SRANE", [Article with { Day = new DateOnly(2026, 12, 1) }], 0), new Texts(CultureInfo.GetCultureInfo(culture))).Plain,
        StringComparison.Ordinal);

    [Fact]
    public void An_article_without_a_title_or_with_an_unsafe_link_is_still_told()
    {
        var body = DigestRenderer.Render(new DigestContent("SRANE", [Article with { Title = " \u200B", Link = "javascript:alert(1)" }], 0), French);
        Assert.Contains("<li>Sans titre<br>", body.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_a_feed_is_shown_not_obeyed()
    {
        var hostile = "<img src=x onerror=alert(1)> @room \u202E";
        var body = DigestRenderer.Render(new DigestContent(hostile, [Article with { Title = hostile, SourceName = hostile, Summary = hostile }], 0, hostile), French);
        Assert.DoesNotContain("<img", body.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("@room", body.Plain + body.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', body.Plain + body.Html);
    }

    [Fact]
    public void A_digest_stays_within_half_an_event_whatever_comes()
    {
        var huge = new DigestArticle(
            new string('"', 100_000), "https://example.org/" + new string('&', 2000), new string('&', 100_000), Article.Day,
            string.Concat(Enumerable.Repeat("😀\"", 100_000)));
        var body = DigestRenderer.Render(new DigestContent(new string('<', 100_000), [.. Enumerable.Repeat(huge, 7)], 1_000_000, huge.Title), French);
        Assert.InRange(body.Size, 1, DigestRenderer.MostBytes);
        Assert.Contains("!suite", body.Plain, StringComparison.Ordinal);
    }
}
