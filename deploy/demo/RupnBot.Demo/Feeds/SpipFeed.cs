using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;

namespace RupnBot.Demo.Feeds;

/// <summary>
/// Writes a feed in the shape of SPIP's <c>page=backend</c>: RSS 2.0, <c>dc:date</c> and no <c>pubDate</c>, the permalink
/// as <c>guid</c>, authors merged, and a description of escaped HTML that ends with links to the keywords.
/// </summary>
internal static class SpipFeed
{
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";

    public static byte[] Write(SampleSite site, Uri home, DateTimeOffset now)
    {
        using var bytes = new MemoryStream();
        // SPIP writes no byte order mark.
        var encoding = site.Charset is UTF8Encoding ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) : site.Charset;
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = encoding, Indent = true }))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
            xml.WriteAttributeString("xmlns", "content", null, "http://purl.org/rss/1.0/modules/content/");
            xml.WriteStartElement("channel");
            xml.WriteAttributeString("xml", "lang", null, "fr");
            xml.WriteElementString("title", site.Title);
            xml.WriteElementString("link", home.ToString());
            xml.WriteElementString("description", "");
            xml.WriteElementString("language", "fr");
            xml.WriteElementString("generator", "SPIP - www.spip.net");
            foreach (var article in site.Listed(now)) WriteItem(xml, article, home);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    public static Uri AddressOf(SampleArticle article, Uri home) => new(home, $"spip.php?article{article.Number}");

    private static void WriteItem(XmlWriter xml, SampleArticle article, Uri home)
    {
        var address = AddressOf(article, home).ToString();
        xml.WriteStartElement("item");
        xml.WriteAttributeString("xml", "lang", null, "fr");
        xml.WriteElementString("title", article.Title);
        xml.WriteElementString("link", address);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "true");
        xml.WriteString(address);
        xml.WriteEndElement();
        WriteDublinCore(xml, "date", article.Date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        WriteDublinCore(xml, "format", "text/html");
        WriteDublinCore(xml, "language", "fr");
        if (article.Authors.Count > 0) WriteDublinCore(xml, "creator", string.Join(", ", article.Authors));
        foreach (var keyword in article.Keywords) WriteDublinCore(xml, "subject", keyword);
        xml.WriteElementString("description", Description(article, home));
        xml.WriteEndElement();
    }

    private static void WriteDublinCore(XmlWriter xml, string name, string value) => xml.WriteElementString("dc", name, DublinCore, value);

    private static string Description(SampleArticle article, Uri home)
    {
        var html = new StringBuilder();
        foreach (var paragraph in article.Paragraphs) html.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(paragraph)}</p>\n");
        if (article.Keywords.Count == 0) return html.ToString();
        var links = article.Keywords.Select((keyword, index) =>
            $"<a href=\"{home}spip.php?mot{index + 1}\" rel=\"tag\">{WebUtility.HtmlEncode(keyword)}</a>");
        return html.Append(CultureInfo.InvariantCulture, $"-\n{string.Join(", ", links)}\n").ToString();
    }
}
