using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Requests;

/// <summary>What was understood of a survey as an editor wrote it: a <see cref="SurveyRequest"/> or a <see cref="SurveyFault"/>.</summary>
public abstract record SurveyReading;

/// <summary>A survey that can be shown.</summary>
/// <param name="Form">What is asked.</param>
/// <param name="EndText">What stands as its end, as it was written; null: the default duration.</param>
/// <param name="Audience">The salons named, as they were written; null: asked later.</param>
public sealed record SurveyRequest(SurveyForm Form, string? EndText = null, string? Audience = null) : SurveyReading
{
    /// <summary>Where <see cref="EndText"/> stands, counted from 1.</summary>
    public int EndLine { get; init; }
}

/// <summary>Why there is no survey yet.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Line">Where, counted from 1.</param>
/// <param name="Subject">The words it is about, shortened to be quoted; or a number.</param>
public sealed record SurveyFault(SurveyFaultKind Kind, int Line, string? Subject = null) : SurveyReading;

/// <summary>What can be wrong with a survey as it was written.</summary>
public enum SurveyFaultKind
{
    MissingTitle,
    TitleTooLong,
    MissingQuestions,

    /// <summary>Longer ones wait for the web form.</summary>
    TooManyQuestions,
    MissingText,
    QuestionTooLong,
    BadId,
    DuplicateId,

    /// <summary>What stands in parentheses is nearly the name of a kind.</summary>
    UnknownMarker,
    ChoiceWithoutQuestion,
    ChoiceTooLong,
    OnlyOneChoice,
    MissingChoices,
    TooManyChoices,
    DuplicateChoice,

    /// <summary>A number, a scale or free words with a list of choices.</summary>
    ChoicesNotWanted,
    BadScale,
    BadRange,
    RepeatedKey,
    EmptyKey,
    TooLong,

    /// <summary>Not YAML; the subject is the column.</summary>
    BadYaml,

    /// <summary>An anchor, an alias or a tag.</summary>
    YamlReference,
    YamlTooDeep,
    UnknownKey,
    MissingKey,

    /// <summary>A list or a table where words are wanted, or the other way round; the subject is the key.</summary>
    WrongShape,
    BadKind,
    BadNumber,
}
