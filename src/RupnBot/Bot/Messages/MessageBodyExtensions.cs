using RupnBot.Matrix;

namespace RupnBot.Bot.Messages;

/// <summary>From words to a message and on to an event.</summary>
public static class MessageBodyExtensions
{
    /// <summary>A paragraph for each line.</summary>
    public static MessageBody ToBody(this string text)
    {
        var builder = new MessageBuilder();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) builder.Paragraph(line);
        return builder.Build();
    }

    /// <summary>A notice answers a command; a text tells people something and raises their unread count.</summary>
    public static MessageContent ToMessage(this MessageBody body, bool notice) => MessageContent.Html(body.Plain, body.Html, notice);
}
