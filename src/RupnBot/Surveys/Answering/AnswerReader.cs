using System.Collections.Immutable;
using RupnBot.Bot.Commands;
using RupnBot.Localization;
using RupnBot.Matrix;
using RupnBot.Polls.Commands;
using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Answering;

/// <summary>What was made of somebody's words: an answer, or why they are none.</summary>
internal readonly record struct AnswerReading(SurveyAnswer? Answer, AnswerFault Fault)
{
    public static AnswerReading Of(SurveyQuestion question, SurveyAnswer answer)
    {
        var fault = AnswerRules.FaultOf(question, answer);
        return fault == AnswerFault.None ? new(answer, fault) : new(null, fault);
    }

    public static AnswerReading Not(AnswerFault fault) => new(null, fault);
}

/// <summary>
/// Reads an answer as people write it on a telephone: a number, the words of a choice or what is near them, « 7/10 », « environ 30 ». Pure.
/// </summary>
internal static class AnswerReader
{
    private static readonly string[] DeclineWords =
    [
        "je prefere ne pas repondre", "prefere ne pas repondre", "ne pas repondre", "pas de reponse", "sans reponse", "sans avis", "ne se prononce pas", "nspp", "passer", "je passe",
        "i prefer not to answer", "i'd rather not answer", "prefer not to answer", "no answer", "skip",
    ];

    private static readonly string[] NothingWords = ["aucun", "aucune", "rien", "aucun des choix", "aucune de ces reponses", "none", "none of them", "nothing"];

    /// <summary>The number that stands for « je préfère ne pas répondre »: one that is no answer.</summary>
    public static int DeclineNumber(SurveyQuestion question) => question.Kind switch
    {
        QuestionKind.One or QuestionKind.Several => question.Choices.Count + 1,
        QuestionKind.Words => 0,
        _ when (question.Least ?? -SurveyLimits.LargestNumber) > 0 => 0,
        _ when (question.Least ?? -SurveyLimits.LargestNumber) > -1 => -1,
        _ => (int)Math.Min(int.MaxValue, Math.Floor(question.Greatest ?? SurveyLimits.LargestNumber) + 1),
    };

    public static AnswerReading Read(SurveyQuestion question, string words)
    {
        var text = AnswerNumbers.Bare(words);
        if (DeclineWords.Contains(text) || AnswerNumbers.Whole(text) == DeclineNumber(question)) return new(new Declined(), AnswerFault.None);
        return question.Kind switch
        {
            QuestionKind.One => One(question, words, text),
            QuestionKind.Several => Several(question, words, text),
            QuestionKind.Scale => Scale(question, text),
            QuestionKind.Number => AnswerNumbers.Number(text) is { } number ? AnswerReading.Of(question, new Figure(number)) : AnswerReading.Not(AnswerFault.WrongKind),
            _ => AnswerReading.Of(question, new OwnWords(AnswerNumbers.Clean(words))),
        };
    }

    private static AnswerReading One(SurveyQuestion question, string words, string text) => Find(question, words, text) is { } found
        ? AnswerReading.Of(question, new Chosen([found]))
        : AnswerReading.Not(AnswerFault.UnknownChoice);

    private static AnswerReading Several(SurveyQuestion question, string words, string text)
    {
        if (Find(question, words, text) is { } one) return AnswerReading.Of(question, new Chosen([one]));
        if (AnswerWords.FindAll(Answers(question), words) is { } all) return AnswerReading.Of(question, new Chosen([.. all.Select(answer => answer.Id)]));
        return NothingWords.Contains(text) ? AnswerReading.Of(question, new Chosen([])) : AnswerReading.Not(AnswerFault.UnknownChoice);
    }

    private static AnswerReading Scale(SurveyQuestion question, string text)
    {
        // The ends by their names: « pas du tout » is no zero where it names the one.
        foreach (var (label, value) in new[] { (question.LeastLabel, question.Least), (question.GreatestLabel, question.Greatest) })
            if (label is not null && value is { } end && AnswerNumbers.Bare(label) == text) return AnswerReading.Of(question, new Figure(end));
        return AnswerNumbers.OfScale(text, question.Greatest) is { } number ? AnswerReading.Of(question, new Figure(number)) : AnswerReading.Not(AnswerFault.WrongKind);
    }

    // A choice's own words, its number, a beginning that only one has; else a typing error away.
    private static string? Find(SurveyQuestion question, string words, string text)
    {
        var answers = Answers(question);
        if (AnswerWords.Find(answers, words) is { } exact) return exact.Id;
        if (AnswerNumbers.Numbered(text) is { } number && AnswerWords.Find(answers, number) is { } numbered) return numbered.Id;
        var folded = question.Choices.ToImmutableDictionary(choice => TextFolding.Fold(choice.Text), choice => choice.Id);
        return NearMiss.Find(text, folded.Keys) is { } near ? folded[near] : null;
    }

    private static PollAnswer[] Answers(SurveyQuestion question) => [.. question.Choices.Select(choice => new PollAnswer(choice.Id, choice.Text))];
}
