using RupnBot.Bot.Messages;
using RupnBot.Localization;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Answering;

/// <summary>An answer in words, to be shown to whoever gave it.</summary>
internal static class AnswerText
{
    private const int Longest = 300;

    public static string Of(SurveyQuestion question, SurveyAnswer? answer, Texts texts) => answer switch
    {
        Chosen { Ids.Length: 0 } => texts.Get("Surveys.Answer.None"),
        Chosen chosen => string.Join(", ", question.Choices.Where(choice => chosen.Ids.Contains(choice.Id)).Select(choice => choice.Text)),
        Figure figure when question.Kind == QuestionKind.Scale => texts.Format("Surveys.Answer.Scale", ("value", Number(figure.Value, texts)), ("greatest", Number(question.Greatest ?? 0, texts))),
        Figure figure => Number(figure.Value, texts),
        OwnWords words => DisplayText.Shorten(DisplayText.OneLine(words.Text), Longest),
        Declined => texts.Get("Surveys.Decline"),
        _ => texts.Get("Surveys.Answer.Missing"),
    };

    public static string Number(decimal value, Texts texts) => value.ToString("#,0.######", texts.Culture);
}
