using System.Globalization;
using System.Net;
using System.Text;

namespace RupnBot.Demo.Feeds;

/// <summary>The HTML pages of a sample site: its home, which announces the feed, and one page an article.</summary>
internal static class SamplePage
{
    public static string Home(SampleSite site, Uri home)
    {
        var list = new StringBuilder();
        foreach (var article in site.Articles)
            list.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{SpipFeed.AddressOf(article, home)}\">{Encode(article.Title)}</a></li>\n");
        var feed = $"<link rel=\"alternate\" type=\"application/rss+xml\" title=\"{Encode(site.Title)}\" href=\"spip.php?page=backend\">";
        return Page(site.Title, feed, $"<h1>{Encode(site.Title)}</h1>\n<ul>\n{list}</ul>");
    }

    public static string Article(SampleSite site, SampleArticle article)
    {
        var summary = $"<meta name=\"description\" content=\"{Encode(article.Paragraphs.Count > 0 ? article.Paragraphs[0] : "")}\">";
        var text = string.Concat(article.Paragraphs.Select(paragraph => $"<p>{Encode(paragraph)}</p>\n"));
        return Page($"{article.Title} - {site.Title}", summary, $"<article><h1>{Encode(article.Title)}</h1>\n{text}</article>");
    }

    private static string Page(string title, string head, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="fr">
        <head><meta charset="utf-8"><title>{Encode(title)}</title>
        {head}
        </head>
        <body>
        {body}
        </body>
        </html>
        """;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
