using System.Text;

namespace RupnBot.Bot.Messages;

/// <summary>
/// Writes a message block by block, its plain and its HTML form together. Everything given is text: markup in it is shown, not obeyed.
/// </summary>
public sealed class MessageBuilder
{
    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _html = new();
    private bool _afterHeading;

    public MessageBuilder Heading(string text)
    {
        // h4: bold at the size of the body in Tchap; the larger ones shout.
        Append("<h4>", InlineText.From(text), "</h4>", prefix: "");
        _afterHeading = true;
        return this;
    }

    public MessageBuilder Paragraph(string text) => Paragraph(InlineText.From(text));

    public MessageBuilder Paragraph(InlineText text)
    {
        Append("<p>", text, "</p>", prefix: "");
        return this;
    }

    public MessageBuilder BulletList(IEnumerable<InlineText> items) => List("ul", items, _ => "- ");

    public MessageBuilder NumberedList(IEnumerable<InlineText> items) => List("ol", items, number => $"{number}. ");

    public MessageBody Build() => new(_plain.ToString(), _html.ToString());

    private MessageBuilder List(string tag, IEnumerable<InlineText> items, Func<int, string> prefix)
    {
        var number = 0;
        var isAfterSeveral = false;
        foreach (var item in items)
        {
            if (number == 0) _html.Append('<').Append(tag).Append('>');
            // Items of several lines are set apart by an empty one, or the eye cannot find where the next begins.
            Append("<li>", item, "</li>", prefix(++number), tight: number > 1 && !item.HasSeveralLines && !isAfterSeveral);
            isAfterSeveral = item.HasSeveralLines;
        }

        if (number > 0) _html.Append("</").Append(tag).Append('>');
        return this;
    }

    private void Append(string open, InlineText text, string close, string prefix, bool tight = false)
    {
        if (_plain.Length > 0) _plain.Append(tight || _afterHeading ? "\n" : "\n\n");
        _afterHeading = false;
        _plain.Append(prefix).Append(text.Plain.Replace("\n", "\n" + new string(' ', prefix.Length), StringComparison.Ordinal));
        _html.Append(open).Append(text.Html).Append(close);
    }
}
