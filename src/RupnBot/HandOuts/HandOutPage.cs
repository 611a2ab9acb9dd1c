using System.Net;
using System.Text;
using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.HandOuts;

/// <summary>
/// The hand-out as one page of HTML, to be read, printed on A4 or read aloud by a screen reader: headings and lists, no table for the layout, no
/// picture, no script, nothing fetched from elsewhere. Everything given is text.
/// </summary>
public static class HandOutPage
{
    // Black on white at the size of a book. On paper each text has the lines it needs when it is written in words, and no more: the page is one.
    // Cut off below alone: the marks of a list stand to the left of it.
    private const string Style =
        """
        html { font: 11pt/1.35 "Marianne", "Liberation Sans", Arial, sans-serif; color: #111; background: #fff; }
        body { max-width: 180mm; margin: 8mm auto; padding: 0 4mm; }
        h1 { font-size: 16pt; line-height: 1.2; margin: 0 0 4mm; border-bottom: 1pt solid #111; padding-bottom: 2mm; }
        h2 { font-size: 12.5pt; margin: 4mm 0 1.5mm; }
        h3 { font-size: 11pt; margin: 2mm 0 0.5mm; }
        p, ul { margin: 0 0 1mm; }
        ul { padding-left: 5mm; }
        li { margin-bottom: 1mm; }
        a { color: #00306e; }
        footer { margin-top: 4mm; border-top: 0.5pt solid #111; padding-top: 1.5mm; font-size: 9.5pt; }
        @page { size: A4 portrait; margin: 14mm; }
        @media print {
          html { font-size: 10pt; line-height: 1.25; }
          body { max-width: none; margin: 0; padding: 0; }
          a { color: inherit; }
          h2 { margin-top: 3mm; }
          section:first-child h2 { margin-top: 0; }
          h1, h3, li, main { overflow-y: clip; overflow-x: visible; overflow-wrap: anywhere; }
          main { max-height: 234mm; }
          h1 { max-height: 2.4em; }
          h3 { max-height: 2.5em; }
          li { max-height: 2.5em; margin-bottom: 0.5mm; }
          #news ~ ul li { max-height: 5em; }
        }
        """;

    /// <summary>The whole document.</summary>
    public static string Render(HandOut handOut, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(handOut);
        var words = new HandOutWords(handOut, texts);
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"").Append(texts.Culture.TwoLetterISOLanguageName).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            // A file that is opened from a download: nothing of it may run or fetch.
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
            .Append("<title>").Append(Escape(words.Title)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<header><h1>")
            .Append(Escape(words.Title)).Append("</h1></header>\n<main>\n");
        News(page, handOut, words);
        Polls(page, handOut, words);
        Dates(page, handOut, words);
        return page.Append("</main>\n<footer><p>").Append(Escape(words.Footer)).Append("</p></footer>\n</body>\n</html>\n").ToString();
    }

    private static void News(StringBuilder page, HandOut handOut, HandOutWords words)
    {
        if (handOut.News.Count == 0) return;
        Section(page, "news", words.News);
        page.Append("<ul>\n");
        foreach (var news in handOut.News)
        {
            page.Append("<li>").Append(Link(news)).Append(" (").Append(Escape(news.Source)).Append(')');
            if (news.Summary.Length > 0) page.Append("<br>").Append(Escape(news.Summary));
            page.Append("</li>\n");
        }

        page.Append("</ul>\n");
        if (words.More is { } more) page.Append("<p>").Append(Escape(more)).Append("</p>\n");
        page.Append("</section>\n");
    }

    private static void Polls(StringBuilder page, HandOut handOut, HandOutWords words)
    {
        if (handOut.Polls.Count == 0) return;
        Section(page, "polls", words.Polls);
        foreach (var poll in handOut.Polls)
        {
            page.Append("<h3>").Append(Escape(words.Question(poll))).Append("</h3>\n<p>").Append(Escape(words.Turnout(poll))).Append("</p>\n<ul>\n");
            foreach (var (answer, votes) in words.Answers(poll)) page.Append("<li><strong>").Append(Escape(answer)).Append("</strong>").Append(Escape(votes)).Append("</li>\n");
            page.Append("</ul>\n");
        }

        page.Append("</section>\n");
    }

    private static void Dates(StringBuilder page, HandOut handOut, HandOutWords words)
    {
        if (handOut.Dates.Count == 0) return;
        Section(page, "dates", words.Dates);
        page.Append("<ul>\n");
        foreach (var date in handOut.Dates) page.Append("<li><strong>").Append(Escape(date.When)).Append("</strong>, ").Append(Escape(date.What)).Append("</li>\n");
        page.Append("</ul>\n</section>\n");
    }

    private static void Section(StringBuilder page, string id, string heading) =>
        page.Append("<section aria-labelledby=\"").Append(id).Append("\">\n<h2 id=\"").Append(id).Append("\">").Append(Escape(heading)).Append("</h2>\n");

    private static string Link(HandOutNews news) => WebAddress.Normalize(news.Link) is { } address
        ? $"<a href=\"{Escape(address)}\">{Escape(news.Title)}</a>"
        : Escape(news.Title);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
