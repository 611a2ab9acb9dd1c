using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using RupnBot.HandOuts;
using RupnBot.Localization;

namespace RupnBot.Tests.HandOuts;

public sealed class HandOutPageTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));

    [Fact]
    public void The_page_has_language_title_headings_in_their_order_and_lists_without_tables()
    {
        var page = new HtmlParser().ParseDocument(HandOutPage.Render(HandOutSample.Full(), French));

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.StartsWith("Le numérique en novembre 2026", page.Title, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal(["L'essentiel du mois", "Nos sondages", "À venir"], page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal(HandOut.MostPolls, page.QuerySelectorAll("h3").Length);
        Assert.Empty(page.QuerySelectorAll("table, img, script, iframe, [style]"));
        Assert.Equal(HandOut.MostNews, page.QuerySelectorAll("li a[href^='https://exemple.fr/']").Length);
    }

    [Fact]
    public void Answers_beyond_those_there_is_room_for_are_counted_on_the_page_and_in_the_text()
    {
        const string Told = "21 votants sur 34. Les 4 premières réponses sur 6";
        var handOut = HandOutSample.Full();
        Assert.Contains(Told, WebUtility.HtmlDecode(HandOutPage.Render(handOut, French)), StringComparison.Ordinal);
        Assert.Contains(Told, HandOutText.Render(handOut, French).Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_from_elsewhere_are_shown_and_not_obeyed()
    {
        var html = HandOutPage.Render(HandOutSample.Full("<script>alert(1)</script><img src=x onerror=y>&amp;\"'"), French);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_address_that_is_none_is_no_link()
    {
        var handOut = HandOutSample.Full() with { News = [new HandOutNews("Un", "javascript:alert(1)", "SRANE", "")] };
        Assert.DoesNotContain("javascript", HandOutPage.Render(handOut, French), StringComparison.Ordinal);
    }

    [Fact]
    public void What_there_is_not_has_no_heading()
    {
        var html = WebUtility.HtmlDecode(HandOutPage.Render(HandOutSample.Full() with { Polls = [], Dates = [], MoreNews = 0 }, French));
        Assert.DoesNotContain("Nos sondages", html, StringComparison.Ordinal);
        Assert.DoesNotContain("À venir", html, StringComparison.Ordinal);
        Assert.DoesNotContain("autres nouvelles", html, StringComparison.Ordinal);
    }
}
