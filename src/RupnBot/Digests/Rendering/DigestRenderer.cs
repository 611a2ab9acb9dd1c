using RupnBot.Bot.Messages;
using RupnBot.Digests.Selection;
using RupnBot.Localization;
using RupnBot.Scheduling.Dates;

namespace RupnBot.Digests.Rendering;

/// <summary>Writes a digest: of each article its title as a link, its source, its day and two lines of summary.</summary>
public static class DigestRenderer
{
    /// <summary>The most a digest takes, plain and HTML together: half an event, for an encrypted one grows by a good third.</summary>
    public const int MostBytes = 32 * 1024;

    /// <summary>About two lines on a phone held upright.</summary>
    private const int SummaryLength = 180;
    private const int TitleLength = 200;
    private const int NameLength = 80;
    private const int MostNames = 3;

    // What a feed calls a summary can be the whole article; a title can be anything.
    private const int LongestRead = 4000;

    public static MessageBody Render(DigestContent content, Texts texts) => Fit(content, texts).Body;

    /// <summary>The digest, and how many of its articles found room in it.</summary>
    public static (MessageBody Body, int Shown) Fit(DigestContent content, Texts texts)
    {
        for (var shown = Math.Min(content.Articles.Count, DigestSelection.MostShown); ; shown--)
        {
            var body = Render(content, shown, texts);
            // Only very long addresses bring a digest there; the articles left out can still be asked for.
            if (shown <= 1 || body.Size <= MostBytes) return (body, shown);
        }
    }

    private static MessageBody Render(DigestContent content, int shown, Texts texts)
    {
        var total = content.Articles.Count + content.More;
        var message = new MessageBuilder()
            .Heading(texts.Plural("Digests.Title", total, ("label", Line(content.Label, NameLength))));
        if (content.Salon is { } salon) message.Paragraph(texts.Format("Digests.Salon", ("salon", Line(salon, NameLength))));
        message.BulletList(content.Articles.Take(shown).Select(article => Item(article, texts)));
        if (total > shown) message.Paragraph(texts.Plural(content.IsPreview ? "Digests.MoreLater" : "Digests.More", total - shown));
        return message.Build();
    }

    private static InlineText Item(DigestArticle article, Texts texts)
    {
        var title = Line(article.Title, TitleLength);
        var day = DateText.Day(article.Day, texts.Culture, withYear: false);
        var item = new InlineText()
            .Link(title.Length > 0 ? title : texts.Get("Digests.Untitled"), article.Link)
            .LineBreak()
            .Text(string.Join(", ", ((string[])[Line(article.SourceName, NameLength), day, Also(article, texts)]).Where(part => part.Length > 0)));
        var summary = Line(article.Summary, SummaryLength);
        return summary.Length > 0 ? item.LineBreak().Text(summary) : item;
    }

    private static string Also(DigestArticle article, Texts texts) => article.AlsoIn.Count == 0
        ? ""
        : texts.Format("Digests.Also", ("sources", string.Join(", ", article.AlsoIn.Take(MostNames).Select(name => Line(name, NameLength)))));

    private static string Line(string text, int length) =>
        DisplayText.Shorten(DisplayText.OneLine(text.Length > LongestRead ? text[..LongestRead] : text), length);
}
