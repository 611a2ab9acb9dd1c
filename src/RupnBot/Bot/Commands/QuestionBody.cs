using RupnBot.Bot.Messages;
using RupnBot.Localization;

namespace RupnBot.Bot.Commands;

/// <summary>A question with its numbered options.</summary>
internal static class QuestionBody
{
    public static MessageBody Of(string question, IReadOnlyList<ChoiceOption> options, Texts texts, bool takesSeveral = false) => new MessageBuilder()
        .Paragraph(question)
        .NumberedList(options.Select(option => InlineText.From(option.Label)))
        .Paragraph(texts.Get(takesSeveral ? "Bot.AnswerByNumbers" : "Bot.AnswerByNumber"))
        .Build();
}
