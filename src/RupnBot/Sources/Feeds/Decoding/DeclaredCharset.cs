using System.Buffers;

namespace RupnBot.Sources.Feeds.Decoding;

/// <summary>The charset that a header or the document itself names.</summary>
internal static class DeclaredCharset
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"';?>/,");

    public static string? InHeader(string? contentType) => contentType is null ? null : ValueAfter(contentType, "charset");

    /// <param name="head">The first kilobyte, byte by byte: <c>&lt;?xml encoding="…"?&gt;</c>, or a page's <c>&lt;meta charset&gt;</c>.</param>
    public static string? InDocument(string head)
    {
        var declaration = head.IndexOf("<?xml", StringComparison.OrdinalIgnoreCase);
        if (declaration >= 0)
        {
            var end = head.IndexOf('>', declaration);
            return ValueAfter(head[declaration..(end < 0 ? head.Length : end)], "encoding");
        }
        var meta = head.IndexOf("<meta", StringComparison.OrdinalIgnoreCase);
        return meta < 0 ? null : ValueAfter(head[meta..], "charset");
    }

    private static string? ValueAfter(string text, string name)
    {
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = text.AsSpan(at + name.Length).TrimStart();
        if (value.IsEmpty || value[0] != '=') return null;
        value = value[1..].TrimStart(" \t\r\n\"'");
        var end = value.IndexOfAny(Ends);
        var found = end < 0 ? value : value[..end];
        return found.IsEmpty ? null : found.ToString();
    }
}
