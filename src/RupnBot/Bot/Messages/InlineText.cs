using System.Text;

namespace RupnBot.Bot.Messages;

/// <summary>The content of a paragraph or a list item: words, strong words, links, line breaks.</summary>
public sealed class InlineText
{
    private readonly StringBuilder _plain = new();
    private readonly StringBuilder _html = new();

    public bool HasSeveralLines { get; private set; }

    internal string Plain => _plain.ToString();

    internal string Html => _html.ToString();

    public static InlineText From(string text) => new InlineText().Text(text);

    public InlineText Text(string text)
    {
        var (before, clean, after) = Clean(text);
        _plain.Append(before).Append(clean).Append(after);
        _html.Append(before).Append(Escape(clean)).Append(after);
        return this;
    }

    public InlineText Strong(string text)
    {
        var (before, clean, after) = Clean(text);
        _plain.Append(before).Append(clean).Append(after);
        _html.Append(before).Append("<strong>").Append(Escape(clean)).Append("</strong>").Append(after);
        return this;
    }

    /// <summary>A link behind words; the plain form gives the address after them. Words alone when the address is not one to follow.</summary>
    public InlineText Link(string text, string address)
    {
        if (WebAddress.Normalize(address) is not { } url) return Text(text);
        var (before, clean, after) = Clean(text);
        if (clean.Length == 0) clean = url;
        _plain.Append(before).Append(clean == url ? url : $"{clean} ({url})").Append(after);
        _html.Append(before).Append("<a href=\"").Append(Escape(url)).Append("\">").Append(Escape(clean)).Append("</a>").Append(after);
        return this;
    }

    public InlineText LineBreak()
    {
        HasSeveralLines = true;
        _plain.Append('\n');
        _html.Append("<br>");
        return this;
    }

    // A space at either end separates this piece from its neighbour; cleaning alone would drop it.
    private static (string Before, string Clean, string After) Clean(string text)
    {
        var clean = DisplayText.OneLine(text);
        if (clean.Length == 0) return (text.Contains(' ') ? " " : "", "", "");
        return (text[0] == ' ' ? " " : "", clean, text[^1] == ' ' ? " " : "");
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);
}
