using System.Text;
using RupnBot.Bot.Messages;

namespace RupnBot.Polls.Results.Charts;

/// <summary>Breaks words into lines for a picture, which does not do so itself; pure.</summary>
internal static class ChartText
{
    /// <summary>At most so many lines of about so many characters, the last with an ellipsis when more is left; a word too long is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width, int mostLines)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in DisplayText.OneLine(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => DisplayText.Shorten(word, width)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }

        if (line.Length > 0) lines.Add(line.ToString());
        if (lines.Count <= mostLines) return lines;
        return [.. lines.Take(mostLines - 1), DisplayText.Shorten(lines[mostLines - 1], width - 1).TrimEnd('…') + "…"];
    }
}
