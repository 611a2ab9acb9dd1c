using AngleSharp.Dom;
using RupnBot.Configuration;
using RupnBot.Sources.Feeds;
using RupnBot.Sources.Html;

namespace RupnBot.Sources.Pages;

/// <summary>What was read of one page.</summary>
/// <param name="Feed">Its articles as those of a feed; with an error of <see cref="PageErrors"/> there are none.</param>
/// <param name="Next">The page that follows.</param>
internal sealed record PageReading(FeedDocument Feed, Uri? Next);

/// <summary>A page to articles by the operator's selectors. Pure; whatever the bytes are, it answers a document, never an exception.</summary>
internal static class PageArticles
{
    private const string Headings = "h1, h2, h3, h4, h5, h6";
    private const string Links = "a[href]";

    /// <param name="bytes">The body, already decompressed.</param>
    /// <param name="contentType">The <c>Content-Type</c> header, whole; null when there is none.</param>
    /// <param name="address">Where the body came from after redirects.</param>
    /// <param name="selectors">Validated at start.</param>
    /// <param name="limits">What the page may cost.</param>
    public static PageReading Read(ReadOnlyMemory<byte> bytes, string? contentType, Uri address, PageOptions selectors, FeedLimits limits)
    {
        if (bytes.Length > limits.Bytes || PageReader.Read(bytes, contentType) is not { } page) return Failed(PageErrors.Unreadable);
        var start = PageReader.Base(page, address);
        var items = page.QuerySelectorAll(selectors.Item!).Take(limits.Entries).ToList();
        if (items.Count == 0) return Failed(PageErrors.NoItem);
        var entries = items.Select(item => Entry(item, selectors, start, limits)).ToList();
        if (entries.TrueForAll(entry => entry.Link is null)) return Failed(PageErrors.NoLink);
        if (entries.TrueForAll(entry => entry.Title is null)) return Failed(PageErrors.NoTitle);
        var document = new FeedDocument
        {
            Title = Line(page.Title, limits),
            SiteLink = address,
            Language = page.DocumentElement.GetAttribute("lang"),
            // One without a link leads nowhere: an advertisement, a heading between two months.
            Entries = [.. entries.Where(entry => entry is { Link: not null, Title: not null })],
        };
        return new PageReading(document, Next(page, selectors, start));
    }

    private static PageReading Failed(string error) => new(new FeedDocument { Error = error }, null);

    private static FeedEntry Entry(IElement item, PageOptions selectors, Uri start, FeedLimits limits)
    {
        var title = item.First(selectors.Title ?? Headings);
        var link = selectors.Link is { } written ? item.First(written) : title?.First(Links) ?? item.First(Links);
        var date = item.First(selectors.Date ?? "time");
        return new FeedEntry
        {
            Title = Words(title, limits) ?? (selectors.Title is null ? Words(link, limits) : null),
            Link = Address(link, start),
            Published = date is null ? null : PageDate.Of(date),
            Summary = selectors.Summary is { } summary && item.First(summary)?.InnerHtml is { Length: > 0 } html ? new RichText(Cut(html, limits.LongText), IsHtml: true, start) : null,
        };
    }

    // A selector for « h2 » finds a heading, one for « h2 a » the link itself.
    private static Uri? Address(IElement? link, Uri start) =>
        (link?.GetAttribute("href") ?? link?.QuerySelector(Links)?.GetAttribute("href") ?? link?.Closest(Links)?.GetAttribute("href")) is { } href
            && WebAddress.Resolve(href, start) is { Scheme: "http" or "https" } address ? address : null;

    // A picture is a title to who cannot see it by its alternative text alone.
    private static string? Words(IElement? element, FeedLimits limits) =>
        element is null ? null : Line(element.TextContent, limits) ?? Line(element.QuerySelector("img[alt]")?.GetAttribute("alt"), limits);

    private static string? Line(string? text, FeedLimits limits)
    {
        var line = PlainText.OneLine(PlainText.Clean(Cut(text ?? "", 4 * limits.ShortText)));
        return line.Length == 0 ? null : Cut(line, limits.ShortText);
    }

    private static Uri? Next(IParentNode page, PageOptions selectors, Uri start) =>
        selectors.Next is { } written && page.QuerySelector(written) is { } next ? Address(next, start) : null;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
