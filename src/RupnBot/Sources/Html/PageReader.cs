using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RupnBot.Sources.Feeds;
using RupnBot.Sources.Feeds.Decoding;

namespace RupnBot.Sources.Html;

/// <summary>A web page as a tree, without scripts, styles or requests.</summary>
internal static class PageReader
{
    private const int LongestPage = 1_000_000;

    /// <returns>Null when it is empty, or nested so that a tree of it would be dangerous.</returns>
    public static IHtmlDocument? Read(ReadOnlyMemory<byte> bytes, string? contentType)
    {
        if (bytes.IsEmpty) return null;
        var text = CharsetDecoder.Decode(bytes.Span[..Math.Min(bytes.Length, 4 * LongestPage)], contentType);
        if (text.Length > LongestPage) text = text[..LongestPage];
        return NestingGuard.IsReasonable(text) ? new HtmlParser().ParseDocument(text) : null;
    }

    /// <summary>What relative links of the page start from (HTML standard, 4.2.3).</summary>
    public static Uri Base(IHtmlDocument page, Uri address) =>
        page.QuerySelector("base[href]")?.GetAttribute("href") is { } written && WebAddress.Resolve(written, address) is { } start ? start : address;
}
