namespace RupnBot.Sources.Html;

/// <summary>Shortens text on a word, with an ellipsis.</summary>
public static class Truncation
{
    /// <summary>About two lines of a message on a computer.</summary>
    public const int TwoLines = 220;

    /// <summary>The text on one line, at most <see cref="TwoLines"/> characters.</summary>
    public static string ToTwoLines(string text) => ToWords(PlainText.OneLine(text), TwoLines);

    /// <param name="text">Plain text.</param>
    /// <param name="limit">Characters of the result, ellipsis included.</param>
    public static string ToWords(string text, int limit)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 2);
        if (text.Length <= limit) return text;
        var end = limit - 1;
        // A word longer than half the room is cut inside.
        var blank = text.AsSpan(0, end + 1).LastIndexOfAny(" \n\u00A0");
        if (blank > limit / 2) end = blank;
        else if (char.IsHighSurrogate(text[end - 1])) end--;
        return text.AsSpan(0, end).TrimEnd(" \n\u00A0,;:.-–—(«").ToString() + "…";
    }
}
