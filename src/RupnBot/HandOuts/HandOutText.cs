using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.HandOuts;

/// <summary>The hand-out as words to be copied into the ENT, Pronote or a mail: the addresses are written out.</summary>
public static class HandOutText
{
    public static MessageBody Render(HandOut handOut, Texts texts)
    {
        ArgumentNullException.ThrowIfNull(handOut);
        var words = new HandOutWords(handOut, texts);
        var message = new MessageBuilder().Heading(words.Title);
        if (handOut.News.Count > 0) message.Heading(words.News).BulletList(handOut.News.Select(Item));
        if (words.More is { } more) message.Paragraph(more);
        if (handOut.Polls.Count > 0)
        {
            message.Heading(words.Polls);
            foreach (var poll in handOut.Polls)
                message.Paragraph($"{words.Question(poll)} {words.Turnout(poll)}").BulletList(words.Answers(poll).Select(line => new InlineText().Strong(line.Answer).Text(line.Votes)));
        }

        if (handOut.Dates.Count > 0) message.Heading(words.Dates).BulletList(handOut.Dates.Select(date => InlineText.From($"{date.When}, {date.What}")));
        return message.Build();
    }

    private static InlineText Item(HandOutNews news)
    {
        var item = new InlineText().Link(news.Title, news.Link).Text($", {news.Source}");
        return news.Summary.Length > 0 ? item.LineBreak().Text(news.Summary) : item;
    }
}
