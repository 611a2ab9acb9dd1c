using RupnBot.Matrix;

namespace RupnBot.Bot.Commands;

/// <summary>Older clients quote the message they answer at the head of the body (specification before 1.13, "Fallbacks for rich replies").</summary>
internal static class ReplyFallback
{
    public static string Strip(MessageContent message)
    {
        if (message.RelatesTo?.InReplyTo is null || !message.Body.StartsWith("> ", StringComparison.Ordinal)) return message.Body;
        var lines = message.Body.Split('\n');
        var first = Array.FindIndex(lines, line => !line.StartsWith("> ", StringComparison.Ordinal) && line != ">");
        return first < 0 ? "" : string.Join('\n', lines[first..]).TrimStart('\n');
    }
}
