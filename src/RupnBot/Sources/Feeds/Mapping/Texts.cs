using RupnBot.Sources.Feeds.Reading;
using RupnBot.Sources.Html;

namespace RupnBot.Sources.Feeds.Mapping;

/// <summary>Text of elements: short ones at once, long ones with what is needed to clean them later.</summary>
internal static class Texts
{
    /// <summary>A name, identifier or word: decoded, one line; null when absent or blank.</summary>
    public static string? Short(MarkupElement? element, FeedLimits limits)
    {
        if (element is null) return null;
        var text = PlainText.Clean(MarkupText.Text(element, limits.ShortText));
        return text.Length == 0 ? null : text;
    }

    public static string? Title(MarkupElement owner, LinkReader links, FeedLimits limits) =>
        Plain(owner.Child("title"), links, limits)
        ?? Plain(owner.Child("dc:title"), links, limits)
        ?? Plain(owner.Child("media:title"), links, limits)
        ?? Nested(owner, links, limits)
        ?? (owner.Attribute("title") is { Length: > 0 } attribute ? PlainText.Clean(attribute) : null);

    /// <summary>A text that may be long, with its kind; null when blank.</summary>
    public static RichText? Rich(MarkupElement? element, LinkReader links, int limit)
    {
        if (element is null || element.ContentStart == element.ContentEnd) return null;
        var (source, isHtml) = ContentType.Read(element, limit);
        return string.IsNullOrWhiteSpace(source) ? null : new RichText(source, isHtml, links.Base(element));
    }

    private static string? Plain(MarkupElement? element, LinkReader links, FeedLimits limits) =>
        Rich(element, links, limits.ShortText)?.ToPlainText() is { } text ? PlainText.OneLine(text) : null;

    private static string? Nested(MarkupElement owner, LinkReader links, FeedLimits limits) =>
        (owner.Child("media:content") ?? owner.Child("media:group")) is { } media ? Plain(media.Child("media:title"), links, limits) : null;
}
