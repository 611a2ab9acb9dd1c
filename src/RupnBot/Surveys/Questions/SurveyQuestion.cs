namespace RupnBot.Surveys.Questions;

/// <summary>How a question is answered.</summary>
public enum QuestionKind
{
    /// <summary>One of the choices.</summary>
    One,

    /// <summary>Any number of the choices, none included.</summary>
    Several,

    /// <summary>A whole number between two ends that may have names.</summary>
    Scale,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Words of one's own.</summary>
    Words,
}

/// <summary>A choice of a question.</summary>
/// <param name="Id">Its name within the question, <c>c1</c> and so on: answers refer to it.</param>
/// <param name="Text">What people read, one line.</param>
public sealed record SurveyChoice(string Id, string Text);

/// <summary>A question of a survey. It knows of no chat and no web page.</summary>
/// <param name="Id">Stable from year to year, so that answers can be compared: lower case, digits and hyphens.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Text">What is asked, one line.</param>
public sealed record SurveyQuestion(string Id, QuestionKind Kind, string Text)
{
    /// <summary>2 to <see cref="SurveyLimits.MostChoices"/> for <see cref="QuestionKind.One"/> and <see cref="QuestionKind.Several"/>, else none.</summary>
    public IReadOnlyList<SurveyChoice> Choices { get; init; } = [];

    /// <summary>The least number that is an answer.</summary>
    public decimal? Least { get; init; }

    /// <summary>The greatest number that is an answer.</summary>
    public decimal? Greatest { get; init; }

    /// <summary>What the least of a scale means.</summary>
    public string? LeastLabel { get; init; }

    /// <summary>What the greatest of a scale means.</summary>
    public string? GreatestLabel { get; init; }
}

/// <summary>A survey as it is asked: a title and its questions in their order.</summary>
public sealed record SurveyForm(string Title, IReadOnlyList<SurveyQuestion> Questions)
{
    /// <summary>How long it takes, in minutes: some twenty seconds a question.</summary>
    public int Minutes => Math.Max(1, (Questions.Count + 2) / 3);
}
