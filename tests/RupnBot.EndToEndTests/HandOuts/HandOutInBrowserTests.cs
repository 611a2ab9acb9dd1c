using System.Globalization;
using RupnBot.EndToEndTests.Bench;
using RupnBot.HandOuts;
using RupnBot.Localization;
using RupnBot.Tests.HandOuts;

namespace RupnBot.EndToEndTests.HandOuts;

/// <summary>The hand-out in a real browser: axe-core finds nothing wrong, and the fullest one prints on one page.</summary>
public sealed class HandOutInBrowserTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("en-GB")]
    public async Task Nothing_is_wrong_with_it_for_those_who_cannot_see_it(string culture)
    {
        var browser = await Browser.FindAsync(Token);
        Assert.Empty(await browser.ViolationsAsync(HandOutPage.Render(HandOutSample.Full(), new Texts(CultureInfo.GetCultureInfo(culture))), Token));
    }

    [Fact]
    public async Task The_check_finds_what_is_wrong()
    {
        var browser = await Browser.FindAsync(Token);
        var html = HandOutPage.Render(HandOutSample.Full(), new Texts(CultureInfo.GetCultureInfo("fr-FR")))
            .Replace("<main>", "<main><img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\"><p style=\"color:#bbb\">gris clair</p>", StringComparison.Ordinal).Replace(" lang=\"fr\"", "", StringComparison.Ordinal);
        var violations = await browser.ViolationsAsync(html, Token);
        Assert.Contains(violations, violation => violation.StartsWith("image-alt", StringComparison.Ordinal));
        Assert.Contains(violations, violation => violation.StartsWith("html-has-lang", StringComparison.Ordinal));
        Assert.Contains(violations, violation => violation.StartsWith("color-contrast", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("accompagnement")]
    [InlineData("WWWWWWWWWWWW")]
    [InlineData("de")]
    public async Task The_fullest_one_prints_on_one_page(string word)
    {
        var browser = await Browser.FindAsync(Token);
        Assert.Equal(1, await browser.PagesAsync(HandOutPage.Render(HandOutSample.Full(word), new Texts(CultureInfo.GetCultureInfo("fr-FR"))), Token));
    }

    [Theory]
    [InlineData("accompagnement")]
    [InlineData("de")]
    public async Task Of_the_fullest_one_in_words_of_the_language_nothing_is_cut_off_on_paper(string word)
    {
        var browser = await Browser.FindAsync(Token);
        Assert.Empty(await browser.CutOffAsync(HandOutPage.Render(HandOutSample.Full(word), new Texts(CultureInfo.GetCultureInfo("fr-FR"))), Token));
    }

    [Fact]
    public async Task What_is_cut_off_is_found()
    {
        var browser = await Browser.FindAsync(Token);
        var cut = await browser.CutOffAsync(HandOutPage.Render(HandOutSample.Full("WWWWWWWWWWWW"), new Texts(CultureInfo.GetCultureInfo("fr-FR"))), Token);
        Assert.Contains(cut, item => item.StartsWith("LI", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_pages_are_counted_as_two()
    {
        var browser = await Browser.FindAsync(Token);
        Assert.Equal(2, await browser.PagesAsync("<!doctype html><p>un<p style=\"break-before:page\">deux", Token));
    }
}
