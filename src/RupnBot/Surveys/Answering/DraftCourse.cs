using RupnBot.Surveys.Questions;
using RupnBot.Surveys.Records;

namespace RupnBot.Surveys.Answering;

/// <summary>Where somebody is in a survey.</summary>
/// <param name="Answers">What they have said.</param>
/// <param name="Place">The question that waits, from 0.</param>
/// <param name="Stage">What is going on.</param>
internal sealed record DraftCourse(SurveyAnswers Answers, int Place, DraftStage Stage)
{
    public static DraftCourse Start { get; } = new(SurveyAnswers.None, 0, DraftStage.Asking);
}

/// <summary>What the bot says next.</summary>
public enum DraftReply
{
    /// <summary>The question that waits.</summary>
    Question,
    Summary,
    Help,

    /// <summary>Keep it for later, erase it, or go on?</summary>
    WhetherToStop,
    Paused,
    Erased,

    /// <summary>The first question has none before it.</summary>
    NoneBefore,

    /// <summary>Questions are left.</summary>
    NotAllAnswered,

    /// <summary>There is no such question to correct.</summary>
    NoSuchQuestion,

    /// <summary>The words are no answer to the question that waits.</summary>
    NotAnAnswer,

    /// <summary>The words are none of those one can say at the summary, or about stopping.</summary>
    NotUnderstood,

    /// <summary>To be counted.</summary>
    Sent,
}

/// <summary>One step of a conversation.</summary>
internal sealed record DraftStep(DraftCourse Course, DraftReply Reply, AnswerFault Fault = AnswerFault.None)
{
    /// <summary>Nothing was made of the words: should they be a command, it may have them.</summary>
    public bool IsLeft => Reply is DraftReply.NotAnAnswer or DraftReply.NotUnderstood;
}

/// <summary>From words to the next step: all of the conversation but its storage. Pure.</summary>
internal static class DraftSteps
{
    private static readonly string[] KeepWords = ["1", "garder", "plus tard", "pause", "later", "keep"];
    private static readonly string[] EraseWords = ["2", "effacer", "effacer tout", "tout effacer", "supprimer", "erase", "delete"];
    private static readonly string[] GoOnWords = ["3", "continuer", "non", "retour", "reprendre", "repondre", "no", "continue"];
    private static readonly string[] SendWords = ["oui", "ok", "d'accord", "valider", "je valide", "yes"];

    public static DraftStep Next(SurveyForm form, DraftCourse course, string words)
    {
        if (course.Stage == DraftStage.Stopping) return AfterStop(form, course, words);
        var (word, number) = ReservedWords.Read(words);
        return word switch
        {
            ReservedWord.Help => new(course, DraftReply.Help),
            ReservedWord.Stop => new(course with { Stage = DraftStage.Stopping }, DraftReply.WhetherToStop),
            ReservedWord.Back => Back(form, course),
            ReservedWord.Again => GoOn(form, course),
            ReservedWord.Send => Send(form, course),
            ReservedWord.Correct => Correct(form, course, number),
            _ => course.Stage == DraftStage.Reviewing ? Review(form, course, words) : Answer(form, course, words),
        };
    }

    /// <summary>Goes on where somebody was: the question that waits, or the summary.</summary>
    public static DraftStep GoOn(SurveyForm form, DraftCourse course)
    {
        var place = FirstUnanswered(form, course.Answers);
        if (place is null) return new(course with { Stage = DraftStage.Reviewing }, DraftReply.Summary);
        // Who went back to a question sees that one again.
        var waits = course.Stage == DraftStage.Asking && course.Place < place ? course.Place : place.Value;
        return new(course with { Place = waits, Stage = DraftStage.Asking }, DraftReply.Question);
    }

    private static DraftStep Answer(SurveyForm form, DraftCourse course, string words)
    {
        var question = form.Questions[course.Place];
        var reading = AnswerReader.Read(question, words);
        if (reading.Answer is not { } answer) return new(course, DraftReply.NotAnAnswer, reading.Fault);
        var answers = course.Answers.With(question, answer);
        return FirstUnanswered(form, answers) is { } next
            ? new(new DraftCourse(answers, next, DraftStage.Asking), DraftReply.Question)
            : new(new DraftCourse(answers, course.Place, DraftStage.Reviewing), DraftReply.Summary);
    }

    private static DraftStep Review(SurveyForm form, DraftCourse course, string words)
    {
        var text = AnswerNumbers.Bare(words);
        if (SendWords.Contains(text)) return Send(form, course);
        // The summary is numbered: a number alone is a question to correct.
        return AnswerNumbers.Whole(text) is { } number ? Correct(form, course, number) : new(course, DraftReply.NotUnderstood);
    }

    private static DraftStep AfterStop(SurveyForm form, DraftCourse course, string words)
    {
        var text = AnswerNumbers.Bare(words);
        if (KeepWords.Contains(text)) return new(course with { Stage = DraftStage.Paused }, DraftReply.Paused);
        if (EraseWords.Contains(text)) return new(DraftCourse.Start with { Stage = DraftStage.Paused }, DraftReply.Erased);
        return GoOnWords.Contains(text) ? GoOn(form, course) : new(course, DraftReply.NotUnderstood);
    }

    private static DraftStep Back(SurveyForm form, DraftCourse course)
    {
        if (course.Stage == DraftStage.Reviewing) return new(course with { Place = form.Questions.Count - 1, Stage = DraftStage.Asking }, DraftReply.Question);
        return course.Place == 0 ? new(course, DraftReply.NoneBefore) : new(course with { Place = course.Place - 1 }, DraftReply.Question);
    }

    private static DraftStep Correct(SurveyForm form, DraftCourse course, int number)
    {
        var isAnswered = number >= 1 && number <= form.Questions.Count && course.Answers.To(form.Questions[number - 1]) is not null;
        return isAnswered ? new(course with { Place = number - 1, Stage = DraftStage.Asking }, DraftReply.Question) : new(course, DraftReply.NoSuchQuestion);
    }

    private static DraftStep Send(SurveyForm form, DraftCourse course)
    {
        if (AnswerRules.FaultsOf(form, course.Answers).Count > 0) return new(course, DraftReply.NotAllAnswered);
        // Said in the middle of a correction: what is to be sent is shown first.
        return course.Stage == DraftStage.Reviewing ? new(course, DraftReply.Sent) : new(course with { Stage = DraftStage.Reviewing }, DraftReply.Summary);
    }

    private static int? FirstUnanswered(SurveyForm form, SurveyAnswers answers)
    {
        for (var i = 0; i < form.Questions.Count; i++)
            if (AnswerRules.FaultOf(form.Questions[i], answers.To(form.Questions[i])) != AnswerFault.None) return i;
        return null;
    }
}
