namespace RupnBot.Sources.Feeds.Reading;

/// <summary>
/// Reads whatever angle brackets a document has into elements, once, from left to right, without going back.
/// It never fails: end tags that match nothing are passed over, elements never closed end with their parent.
/// </summary>
internal sealed class MarkupScanner
{
    private readonly MarkupSource source;
    private readonly string text;
    private readonly ElementNames names = new();
    private readonly List<MarkupElement> open = [];
    private readonly List<MarkupElement> entries = [];
    private readonly Dictionary<string, string> entities = new(StringComparer.Ordinal);
    private readonly HashSet<string> absent = new(StringComparer.Ordinal);
    private MarkupElement? root;
    private int elements;
    private int nested;
    private bool recovered;

    private MarkupScanner(MarkupSource source)
    {
        this.source = source;
        text = source.Text;
        source.Entities = entities;
    }

    public static MarkupDocument Read(MarkupSource source) => new MarkupScanner(source).Read();

    /// <summary>A tag, end tag or processing instruction, rather than a lone angle bracket.</summary>
    public static bool StartsTag(ReadOnlySpan<char> markup) =>
        markup.Length > 1 && (char.IsLetter(markup[1]) || markup[1] is '/' or '!' or '?' or '_');

    /// <summary>Characters of the tag at the start, its <c>&gt;</c> included; a quote never closed does not swallow what follows.</summary>
    public static int TagLength(ReadOnlySpan<char> markup)
    {
        var position = 1;
        while (position < markup.Length)
        {
            var stop = markup[position..].IndexOfAny(">\"'<");
            if (stop < 0) return markup.Length;
            position += stop;
            if (markup[position] == '>') return position + 1;
            if (markup[position] == '<') return position;
            var close = markup[(position + 1)..].IndexOf(markup[position]);
            if (close < 0 || markup.Slice(position + 1, close).Contains('<')) return FirstEnd(markup, position);
            position += close + 2;
        }
        return markup.Length;
    }

    private static int FirstEnd(ReadOnlySpan<char> markup, int from)
    {
        var end = markup[from..].IndexOf('>');
        return end < 0 ? markup.Length : from + end + 1;
    }

    private MarkupDocument Read()
    {
        var position = 0;
        while (position < text.Length)
        {
            var bracket = text.IndexOf('<', position);
            if (bracket < 0) break;
            position = Markup(bracket);
            if (entries.Count > source.Limits.Entries) return Finish(entries[^1].TagStart);
        }
        return Finish(text.Length);
    }

    private MarkupDocument Finish(int end)
    {
        if (entries.Count > source.Limits.Entries) entries.RemoveAt(entries.Count - 1);
        else if (open.Count > 0) recovered = true;
        CloseDownTo(0, end);
        return new MarkupDocument(root, entries, recovered);
    }

    /// <returns>Where to go on.</returns>
    private int Markup(int at)
    {
        var markup = text.AsSpan(at);
        if (!StartsTag(markup))
        {
            recovered = true;
            return at + 1;
        }
        if (markup[1] == '/') return EndTag(at);
        if (markup[1] == '?') return After("?>", at, orAfter: '>');
        if (markup[1] != '!') return StartTag(at);
        if (markup.StartsWith("<!--")) return After("-->", at, orAfter: '>');
        if (markup.StartsWith("<![CDATA[", StringComparison.OrdinalIgnoreCase)) return After("]]>", at, orAfter: null);
        return markup.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) && root is null
            ? Doctype.Skip(text, at, entities)
            : at + TagLength(markup);
    }

    private int After(string end, int at, char? orAfter)
    {
        // An end once looked for in vain is not looked for again: a million comments never closed would each read the whole rest.
        var found = absent.Contains(end) ? -1 : text.IndexOf(end, at, StringComparison.Ordinal);
        if (found >= 0) return found + end.Length;
        absent.Add(end);
        recovered = true;
        var other = orAfter is { } c ? text.IndexOf(c, at) : -1;
        return other < 0 ? text.Length : other + 1;
    }

    private int StartTag(int at)
    {
        var length = TagLength(text.AsSpan(at));
        var tag = text.AsSpan(at, length);
        var name = names.Resolve(tag, open.Count == 0 ? null : open[^1], out var module);
        var selfClosing = tag.EndsWith("/>");

        if (open.Count > 0 && open[^1].IsOpaque)
        {
            if (!Vocabulary.Ends(open[^1], name)) return Inside(tag, selfClosing, at + length);
            recovered = true;
            CloseDownTo(open.Count - 1, at);
        }
        if (Vocabulary.IsEntry(name)) CloseOpenEntry(at);
        if (open.Count >= source.Limits.Depth || ++elements > source.Limits.Elements) return at + length;

        var hasAttributes = tag.Contains('=');
        var hasXmlAttributes = hasAttributes && (tag.Contains("xml:", StringComparison.Ordinal) || tag.Contains(" base=", StringComparison.Ordinal));
        var element = new MarkupElement(source, name, open.Count == 0 ? null : open[^1], at, at + length)
        {
            DefaultModule = module,
            HasAttributes = hasAttributes,
            HasXmlAttributes = hasXmlAttributes,
            HasBase = hasXmlAttributes && tag.Contains("base", StringComparison.OrdinalIgnoreCase),
        };
        root ??= element;
        element.Parent?.Add(element);
        if (Vocabulary.IsEntry(name)) entries.Add(element);
        if (!selfClosing) open.Add(element);
        nested = 0;
        return at + length;
    }

    private int Inside(ReadOnlySpan<char> tag, bool selfClosing, int next)
    {
        open[^1].HasMarkup = true;
        if (!selfClosing && ElementNames.SameTag(tag, text.AsSpan(open[^1].TagStart))) nested++;
        return next;
    }

    private int EndTag(int at)
    {
        var length = TagLength(text.AsSpan(at));
        var tag = text.AsSpan(at, length);
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (!ElementNames.SameTag(tag, text.AsSpan(open[i].TagStart))) continue;
            if (i == open.Count - 1 && nested > 0)
            {
                nested--;
                return at + length;
            }
            recovered |= i != open.Count - 1;
            CloseDownTo(i, at);
            return at + length;
        }
        recovered |= open.Count == 0 || !open[^1].IsOpaque;
        return at + length;
    }

    // An entry begins inside another: the other one was never closed.
    private void CloseOpenEntry(int at)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (!Vocabulary.IsEntry(open[i].Name)) continue;
            recovered = true;
            CloseDownTo(i, at);
            return;
        }
    }

    private void CloseDownTo(int count, int end)
    {
        for (var i = open.Count - 1; i >= count; i--) open[i].ContentEnd = Math.Max(end, open[i].ContentStart);
        open.RemoveRange(count, open.Count - count);
        nested = 0;
    }
}
