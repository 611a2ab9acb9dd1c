using RupnBot.Localization;
using RupnBot.Sources.Html;

namespace RupnBot.Newsletters.Writing;

/// <summary>Few words and a link in place of a long letter, or of a page; pure.</summary>
internal static class LetterSummary
{
    private const int Longest = 450;

    /// <summary>The title, the beginning, and where the rest can be read, as Markdown.</summary>
    public static string Of(LetterText letter, string link, Texts texts)
    {
        var paragraphs = letter.Body.Plain.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line != letter.Title);
        return Of(letter.Title, string.Join(' ', paragraphs), link, texts);
    }

    public static string Of(string title, string? words, string link, Texts texts)
    {
        var parts = new List<string> { "#### " + LetterSource.Escape(PlainText.OneLine(title)) };
        if (words is { Length: > 0 }) parts.Add(LetterSource.Escape(Sentences(PlainText.OneLine(words))));
        parts.Add($"[{LetterSource.Escape(texts.Get("Letters.ReadOn"))}](<{link}>)");
        return string.Join("\n\n", parts);
    }

    // Whole sentences, where a third of the room holds one.
    private static string Sentences(string text)
    {
        if (text.Length <= Longest) return text;
        for (var end = Longest - 1; end > Longest / 3; end--)
            if (text[end] is '.' or '!' or '?' or '…' && text[end + 1] == ' ') return text[..(end + 1)];
        return Truncation.ToWords(text, Longest);
    }
}
