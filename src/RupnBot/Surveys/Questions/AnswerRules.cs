using System.Text;

namespace RupnBot.Surveys.Questions;

/// <summary>What is wrong with an answer.</summary>
public enum AnswerFault
{
    None,

    /// <summary>Not given yet.</summary>
    Missing,

    /// <summary>Words for a number, a number for a choice.</summary>
    WrongKind,

    /// <summary>No such choice.</summary>
    UnknownChoice,

    /// <summary>Not exactly one choice where one is asked for, or one of them twice.</summary>
    WrongCount,

    /// <summary>Below the least or above the greatest number.</summary>
    OutOfRange,

    /// <summary>Between two steps of a scale.</summary>
    NotWhole,

    /// <summary>More words than are kept.</summary>
    TooLong,

    /// <summary>No words.</summary>
    Empty,
}

/// <summary>Whether an answer is one to its question: the last word, whatever way it came in. Pure.</summary>
public static class AnswerRules
{
    public static AnswerFault FaultOf(SurveyQuestion question, SurveyAnswer? answer) => (question.Kind, answer) switch
    {
        (_, null) => AnswerFault.Missing,
        (_, Declined) => AnswerFault.None,
        (QuestionKind.One or QuestionKind.Several, Chosen chosen) => OfChoices(question, chosen),
        (QuestionKind.Scale, Figure figure) when decimal.Truncate(figure.Value) != figure.Value => AnswerFault.NotWhole,
        (QuestionKind.Scale or QuestionKind.Number, Figure figure) => OfNumber(question, figure.Value),
        (QuestionKind.Words, OwnWords words) => OfWords(words.Text),
        _ => AnswerFault.WrongKind,
    };

    /// <summary>Questions whose answer is missing or is none, in their order; empty when the whole may be counted.</summary>
    public static IReadOnlyList<(SurveyQuestion Question, AnswerFault Fault)> FaultsOf(SurveyForm form, SurveyAnswers answers) =>
        [.. form.Questions.Select(question => (question, FaultOf(question, answers.To(question)))).Where(found => found.Item2 != AnswerFault.None)];

    private static AnswerFault OfChoices(SurveyQuestion question, Chosen chosen)
    {
        if (chosen.Ids.Any(id => question.Choices.All(choice => choice.Id != id))) return AnswerFault.UnknownChoice;
        if (chosen.Ids.Distinct().Count() < chosen.Ids.Length) return AnswerFault.WrongCount;
        return question.Kind == QuestionKind.One && chosen.Ids.Length != 1 ? AnswerFault.WrongCount : AnswerFault.None;
    }

    private static AnswerFault OfNumber(SurveyQuestion question, decimal value) =>
        value < (question.Least ?? -SurveyLimits.LargestNumber) || value > (question.Greatest ?? SurveyLimits.LargestNumber) ? AnswerFault.OutOfRange : AnswerFault.None;

    private static AnswerFault OfWords(string text)
    {
        if (!text.EnumerateRunes().Any(Rune.IsLetterOrDigit)) return AnswerFault.Empty;
        return text.EnumerateRunes().Count() > SurveyLimits.Words ? AnswerFault.TooLong : AnswerFault.None;
    }
}
