using System.Text;

namespace RupnBot.Sources.Feeds.Reading;

/// <summary>The character data of an element, decoded on demand.</summary>
internal static class MarkupText
{
    private const string CDataOpen = "<![CDATA[";
    private const string CDataClose = "]]>";

    /// <summary>Text without tags; entities decoded once, CDATA sections as they stand.</summary>
    public static string Text(MarkupElement element, int limit) => Read(element, limit, keepTags: false);

    /// <summary>
    /// Markup: escaped or in CDATA it is decoded once; inline elements are kept as they stand,
    /// with their entities, so that both ways of writing HTML come out the same.
    /// </summary>
    public static string Markup(MarkupElement element, int limit) => Read(element, limit, keepTags: element.HasMarkup);

    /// <summary>Decodes the entities of a text without tags.</summary>
    public static string Decode(ReadOnlySpan<char> text, MarkupSource source)
    {
        if (text.IndexOf('&') < 0) return text.ToString();
        var output = source.Scratch.Clear();
        EntityDecoder.Append(output, text, source.Entities);
        return output.ToString();
    }

    private static string Read(MarkupElement element, int limit, bool keepTags)
    {
        var content = element.Content.Trim();
        if (content.IndexOfAny('<', '&') < 0) return Cut(content, limit).ToString();
        if (IsOneCData(content, out var inside)) return Cut(inside.Trim(), limit).ToString();

        var output = element.Source.Scratch.Clear();
        while (!content.IsEmpty && output.Length < limit)
        {
            var open = content.IndexOf('<');
            if (open < 0) open = content.Length;
            AppendText(output, content[..open], element.Source, keepTags);
            content = content[open..];
            if (!content.IsEmpty) content = content[AppendMarkup(output, content, keepTags)..];
        }
        return Cut(output.ToString(), limit).Trim().ToString();
    }

    private static void AppendText(StringBuilder output, ReadOnlySpan<char> text, MarkupSource source, bool keepTags)
    {
        if (keepTags) output.Append(text);
        else EntityDecoder.Append(output, text, source.Entities);
    }

    /// <returns>How many characters of the content were used.</returns>
    private static int AppendMarkup(StringBuilder output, ReadOnlySpan<char> content, bool keepTags)
    {
        if (content.StartsWith(CDataOpen, StringComparison.OrdinalIgnoreCase)) return AppendCData(output, content, keepTags);
        if (content.StartsWith("<!--")) return Through(content, "-->");
        if (!MarkupScanner.StartsTag(content))
        {
            output.Append(keepTags ? "&lt;" : "<");
            return 1;
        }
        var length = MarkupScanner.TagLength(content);
        if (keepTags) output.Append(content[..length]);
        return length;
    }

    private static int AppendCData(StringBuilder output, ReadOnlySpan<char> content, bool keepTags)
    {
        var inside = content[CDataOpen.Length..];
        var end = inside.IndexOf(CDataClose);
        if (end >= 0) inside = inside[..end];
        if (!keepTags) output.Append(inside);
        else output.Append(inside.ToString().Replace("&", "&amp;").Replace("<", "&lt;"));
        return end < 0 ? content.Length : CDataOpen.Length + end + CDataClose.Length;
    }

    private static int Through(ReadOnlySpan<char> content, string end)
    {
        var at = content.IndexOf(end);
        return at < 0 ? content.Length : at + end.Length;
    }

    private static bool IsOneCData(ReadOnlySpan<char> content, out ReadOnlySpan<char> inside)
    {
        inside = default;
        if (!content.StartsWith(CDataOpen)) return false;
        inside = content[CDataOpen.Length..];
        var end = inside.IndexOf(CDataClose);
        if (end >= 0 && end + CDataClose.Length != inside.Length) return false;
        if (end >= 0) inside = inside[..end];
        return true;
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int limit)
    {
        if (text.Length <= limit) return text;
        return text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];
    }
}
