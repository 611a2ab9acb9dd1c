using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RupnBot.Newsletters.Writing;

/// <summary>A letter without markup, for notifications, old clients and screen readers: lists keep their marks, links give their address; pure.</summary>
internal sealed class LetterPlainText
{
    private readonly StringBuilder _output = new();
    private readonly bool _keepsLines;

    private LetterPlainText(bool keepsLines) => _keepsLines = keepsLines;

    public static string Write(MarkdownDocument document, bool keepsLines)
    {
        var writer = new LetterPlainText(keepsLines);
        writer.Blocks(document, indent: "", isTight: false);
        return writer._output.ToString();
    }

    public static string Write(HeadingBlock heading)
    {
        var writer = new LetterPlainText(keepsLines: false);
        return heading.Inline is null ? "" : writer.Inline(heading.Inline);
    }

    /// <param name="container">What is written.</param>
    /// <param name="indent">Before each line.</param>
    /// <param name="isTight">No empty line before the first block.</param>
    /// <param name="staysTight">Nor before the others: a list within an item of a list.</param>
    private void Blocks(ContainerBlock container, string indent, bool isTight, bool staysTight = false)
    {
        var isFirst = true;
        foreach (var block in container)
        {
            if (!isFirst) isTight = staysTight;
            isFirst = false;
            switch (block)
            {
                case ListBlock list:
                    List(list, indent, isTight);
                    break;
                case QuoteBlock quote:
                    Blocks(quote, indent + "> ", isTight);
                    break;
                case LeafBlock { Inline: { } inline }:
                    Lines(Inline(inline), indent, isTight);
                    break;
                case CodeBlock code:
                    Lines(code.Lines.ToString(), indent, isTight);
                    break;
                case ThematicBreakBlock:
                    Lines("—", indent, isTight);
                    break;
                case ContainerBlock other and not LinkReferenceDefinitionGroup:
                    Blocks(other, indent, isTight);
                    break;
            }
        }
    }

    private void List(ListBlock list, string indent, bool isTight)
    {
        var number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start) ? start : 1;
        var isFirst = true;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            var before = _output.Length;
            Blocks(item, indent + new string(' ', mark.Length), isTight: isTight || !isFirst, staysTight: !list.IsLoose);
            Mark(before, indent, mark);
            isFirst = false;
        }
    }

    // The mark takes the place of the first line's indentation.
    private void Mark(int before, string indent, string mark)
    {
        var at = before;
        while (at < _output.Length && _output[at] == '\n') at++;
        if (at + indent.Length + mark.Length > _output.Length) return;
        _output.Remove(at + indent.Length, mark.Length).Insert(at + indent.Length, mark);
    }

    private void Lines(string text, string indent, bool isTight)
    {
        if (text.Length == 0) return;
        if (_output.Length > 0) _output.Append(isTight ? "\n" : "\n\n");
        _output.Append(indent).Append(text.Replace("\n", "\n" + indent, StringComparison.Ordinal));
    }

    private string Inline(ContainerInline container)
    {
        var text = new StringBuilder();
        foreach (var inline in container) Append(text, inline);
        return text.ToString().Trim();
    }

    private void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case LineBreakInline line:
                text.Append(line.IsHard || _keepsLines ? '\n' : ' ');
                break;
            case LinkInline link:
                Append(text, link);
                break;
            case ContainerInline inner:
                text.Append(Inline(inner));
                break;
        }
    }

    private void Append(StringBuilder text, LinkInline link)
    {
        var words = Inline(link);
        if (link.IsImage) text.Append(words);
        else if (words.Length == 0 || words == link.Url) text.Append(link.Url);
        else text.Append(words).Append(" (").Append(link.Url).Append(')');
    }
}
