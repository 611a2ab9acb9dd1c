using RupnBot.Bot.Messages;

namespace RupnBot.Tests.Bot.Messages;

public sealed class MessageBuilderTests
{
    [Fact]
    public void Both_forms_say_the_same_and_read_well()
    {
        var body = new MessageBuilder()
            .Heading("Nouvelles")
            .Paragraph(new InlineText().Text("Bonjour ").Strong("à tous").Text(", voici :"))
            .BulletList([InlineText.From("un"), InlineText.From("deux")])
            .NumberedList([new InlineText().Link("Le site", "https://example.org/a?b=1&c=2"), InlineText.From("fin")])
            .Build();
        Assert.Equal(
            """
            Nouvelles
            Bonjour à tous, voici :

            - un
            - deux

            1. Le site (https://example.org/a?b=1&c=2)
            2. fin
            """.ReplaceLineEndings("\n"),
            body.Plain);
        Assert.Equal(
            "<h4>Nouvelles</h4><p>Bonjour <strong>à tous</strong>, voici :</p><ul><li>un</li><li>deux</li></ul>"
            + "<ol><li><a href=\"https://example.org/a?b=1&amp;c=2\">Le site</a></li><li>fin</li></ol>",
            body.Html);
    }

    [Fact]
    public void Lines_of_an_item_are_indented_and_such_items_stand_apart()
    {
        var item = () => new InlineText().Text("titre").LineBreak().Text("suite");
        var body = new MessageBuilder().BulletList([item(), item()]).Build();
        Assert.Equal("- titre\n  suite\n\n- titre\n  suite", body.Plain);
        Assert.Equal("<ul><li>titre<br>suite</li><li>titre<br>suite</li></ul>", body.Html);
        // Also from those of one line on either side.
        Assert.Equal("- un\n\n- titre\n  suite\n\n- deux\n- trois", new MessageBuilder().BulletList([InlineText.From("un"), item(), InlineText.From("deux"), InlineText.From("trois")]).Build().Plain);
    }

    [Fact]
    public void An_empty_list_leaves_no_trace() => Assert.Equal(new MessageBody("", ""), new MessageBuilder().BulletList([]).Build());

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("'onmouseover='x")]
    [InlineData("</p></li><mx-reply>")]
    [InlineData("&lt;b&gt;")]
    public void Markup_in_a_text_is_shown_not_obeyed(string hostile)
    {
        var body = new MessageBuilder().Heading(hostile)
            .Paragraph(new InlineText().Strong(hostile).Link(hostile, "https://example.org/")).BulletList([InlineText.From(hostile)]).Build();
        var rest = body.Html;
        foreach (var own in (string[])["<h4>", "</h4>", "<p>", "</p>", "<strong>", "</strong>", "<ul>", "</ul>", "<li>", "</li>", "</a>", "<a href=\"https://example.org/\">"])
            rest = rest.Replace(own, "", StringComparison.Ordinal);
        Assert.DoesNotContain(rest, c => c is '<' or '>' or '"' or '\'');
        Assert.Contains(System.Net.WebUtility.HtmlEncode(hostile), rest, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cannot_start_a_block_of_its_own_in_the_plain_form() =>
        Assert.Equal("- a - b", new MessageBuilder().BulletList([InlineText.From("a\n- b")]).Build().Plain);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//example.org/")]
    [InlineData("/relative")]
    [InlineData("https://ecole.fr@evil.example/")]
    [InlineData("matrix:u/anne:hs")]
    [InlineData("")]
    public void An_address_not_to_be_followed_leaves_the_words_alone(string address) =>
        Assert.Equal(new MessageBody("mot", "<p>mot</p>"), new MessageBuilder().Paragraph(new InlineText().Link("mot", address)).Build());

    [Theory]
    [InlineData("https://example.org/\"onclick=\"x", "https://example.org/%22onclick=%22x")]
    [InlineData("https://exämple.org/é?q=ç#à", "https://xn--exmple-cua.org/%C3%A9?q=%C3%A7#%C3%A0")]
    [InlineData("http://[::1]:8080/x", "http://[::1]:8080/x")]
    [InlineData(" https://example.org ", "https://example.org/")]
    [InlineData("https://example.org/a%2Fb", "https://example.org/a%2Fb")]
    public void An_address_is_written_in_plain_ascii(string address, string expected) => Assert.Equal(expected, WebAddress.Normalize(address));

    [Fact]
    public void A_link_without_words_or_whose_words_are_its_address_is_written_once()
    {
        var body = new MessageBuilder().Paragraph(new InlineText().Link("", "https://example.org/").Text(" ").Link("https://example.org/", "https://example.org/")).Build();
        Assert.Equal("https://example.org/ https://example.org/", body.Plain);
    }

    [Fact]
    public void The_size_is_that_of_both_forms_in_bytes() => Assert.Equal(2 + 9, new MessageBuilder().Paragraph("é").Build().Size);
}
