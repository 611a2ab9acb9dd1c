using RupnBot.Sources.Feeds.Decoding;
using RupnBot.Sources.Feeds.Mapping;
using RupnBot.Sources.Feeds.Reading;

namespace RupnBot.Sources.Feeds;

/// <summary>Bytes to articles: detect, decode, read, map. Pure; whatever the bytes are, it answers a document, never an exception.</summary>
public static class FeedParser
{
    /// <param name="bytes">The body, already decompressed.</param>
    /// <param name="contentType">The <c>Content-Type</c> header, whole; null when there is none.</param>
    /// <param name="finalAddress">Where the body came from after redirects; relative links start there.</param>
    /// <param name="limits">What the document may cost.</param>
    public static FeedDocument Parse(ReadOnlyMemory<byte> bytes, string? contentType, Uri? finalAddress, FeedLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (bytes.Length > limits.Bytes) return FeedDocument.Failed(FeedErrors.TooLarge);
        if (bytes.IsEmpty) return FeedDocument.Failed(FeedErrors.Empty);

        var text = CharsetDecoder.Decode(bytes.Span, contentType);
        var start = text.AsSpan().TrimStart(" \t\r\n\uFEFF\0");
        if (start.IsEmpty) return FeedDocument.Failed(FeedErrors.Empty);
        if (start[0] is '{' or '[') return JsonFeedReader.Read(start.ToString(), finalAddress, limits);
        if (IsBinary(start)) return FeedDocument.Failed(FeedErrors.Binary);

        return DocumentMapper.Map(MarkupScanner.Read(new MarkupSource(text, limits)), finalAddress, limits);
    }

    // No markup in sight and many characters that no text has.
    private static bool IsBinary(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 1024)];
        var odd = 0;
        foreach (var c in head)
            if (c == '\uFFFD' || (char.IsControl(c) && c is not ('\t' or '\r' or '\n'))) odd++;
        return odd > head.Length / 10 && !head.Contains("<rss", StringComparison.OrdinalIgnoreCase)
            && !head.Contains("<feed", StringComparison.OrdinalIgnoreCase);
    }
}
