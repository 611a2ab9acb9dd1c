using System.Globalization;
using RupnBot.Localization;
using RupnBot.Newsletters.Writing;

namespace RupnBot.Tests.Newsletters.Writing;

/// <summary>Markdown as the message salons get.</summary>
public sealed class LetterTextTests
{
    private static readonly Texts French = new(CultureInfo.GetCultureInfo("fr-FR"));

    [Fact]
    public void Headings_of_any_level_are_bold_at_the_size_of_the_text()
    {
        var letter = Render("# Ateliers\n\nMardi");
        Assert.Equal("<h4>Ateliers</h4>\n<p>Mardi</p>", letter.Body.Html);
        Assert.Equal("Ateliers\n\nMardi", letter.Body.Plain);
        Assert.Equal("Ateliers", letter.Title);
    }

    [Fact]
    public void Lists_keep_their_marks_in_the_plain_form_also_when_they_are_nested()
    {
        var letter = Render("Deux dates :\n\n- mardi\n  1. Pix\n  2. ENT\n- jeudi");
        Assert.Equal("Deux dates :\n\n- mardi\n  1. Pix\n  2. ENT\n- jeudi", letter.Body.Plain);
        Assert.Contains("<ul>", letter.Body.Html, StringComparison.Ordinal);
        Assert.Contains("<ol>", letter.Body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_gives_its_address_in_the_plain_form()
    {
        var letter = Render("Voir [Pix](https://pix.fr/) **vite**, ~~demain~~.");
        Assert.Equal("Voir Pix (https://pix.fr/) vite, demain.", letter.Body.Plain);
        Assert.Equal("""<p>Voir <a href="https://pix.fr/">Pix</a> <strong>vite</strong>, <del>demain</del>.</p>""", letter.Body.Html);
        Assert.Equal("https://pix.fr/", letter.FirstLink);
    }

    [Fact]
    public void A_new_line_of_a_chat_is_one_and_that_of_a_file_only_wraps()
    {
        Assert.Equal("un\ndeux", LetterText.Render("un\ndeux", keepsLines: true).Body.Plain);
        Assert.Equal("un deux", LetterText.Render("un\ndeux", keepsLines: false).Body.Plain);
        Assert.Contains("<br", LetterText.Render("un\ndeux", keepsLines: true).Body.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[clic](javascript:alert(1))")]
    [InlineData("<img src=x onerror=alert(1)>")]
    public void Markup_in_it_is_shown_or_gone_and_never_obeyed(string hostile)
    {
        var html = Render(hostile).Body.Html;
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Nobody_is_mentioned_by_it()
    {
        var letter = Render("Bonjour @room, [Anne](https://matrix.to/#/@anne:rupn.test)");
        Assert.DoesNotContain("@room", letter.Body.Plain, StringComparison.Ordinal);
        Assert.DoesNotContain("href", letter.Body.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_within_the_text_leaves_its_description() => Assert.Contains("une salle", Render("![une salle](https://exemple.fr/a.png)").Body.Html, StringComparison.Ordinal);

    [Fact]
    public void Without_a_heading_its_first_words_are_its_title() => Assert.Equal("Chères et chers collègues,", Render("Chères et chers collègues,\n\nbla").Title);

    [Theory]
    [InlineData("mot ", 2_000, false)]
    [InlineData("mot ", 4_000, true)]
    [InlineData("\\\\", 6_000, true)]
    public void One_that_could_not_be_corrected_any_more_is_too_large(string words, int times, bool isTooLarge) =>
        Assert.Equal(isTooLarge, Render(string.Concat(Enumerable.Repeat(words, times))).IsTooLarge);

    [Fact]
    public void A_summary_is_the_title_whole_sentences_and_a_link()
    {
        var text = Render("# Ateliers\n\n" + string.Concat(Enumerable.Repeat("Une phrase de quelques mots. ", 40)));
        var summary = Render(LetterSummary.Of(text, "https://exemple.fr/lettre", French));
        Assert.StartsWith("Ateliers\n\nUne phrase de quelques mots.", summary.Body.Plain, StringComparison.Ordinal);
        Assert.EndsWith("mots.\n\nLire la suite (https://exemple.fr/lettre)", summary.Body.Plain, StringComparison.Ordinal);
        Assert.InRange(summary.Body.Plain.Length, 300, 600);
    }

    [Fact]
    public void Words_of_a_page_are_no_markdown()
    {
        var summary = Render(LetterSummary.Of("Le *grand* [jour]", "1. Pas # un titre", "https://exemple.fr/", French));
        Assert.StartsWith("Le *grand* [jour]\n\n1. Pas # un titre", summary.Body.Plain, StringComparison.Ordinal);
    }

    private static LetterText Render(string markdown) => LetterText.Render(LetterSource.Clean(markdown), keepsLines: false);
}
