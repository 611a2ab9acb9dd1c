using System.Collections.Immutable;

namespace RupnBot.Surveys.Questions;

/// <summary>An answer to one question, as data: wherever it was given.</summary>
public abstract record SurveyAnswer;

/// <summary>« Je préfère ne pas répondre ».</summary>
public sealed record Declined : SurveyAnswer;

/// <summary>The choices made, by their ids in the order of the question; none is an answer to a question with several.</summary>
public sealed record Chosen(ImmutableArray<string> Ids) : SurveyAnswer
{
    public bool Equals(Chosen? other) => other is not null && Ids.SequenceEqual(other.Ids);

    public override int GetHashCode() => Ids.Aggregate(0, HashCode.Combine);
}

/// <summary>A number, or a place on a scale.</summary>
public sealed record Figure(decimal Value) : SurveyAnswer;

/// <summary>Words of one's own.</summary>
public sealed record OwnWords(string Text) : SurveyAnswer;

/// <summary>One person's answers so far, by question id.</summary>
public sealed record SurveyAnswers(ImmutableDictionary<string, SurveyAnswer> ByQuestion)
{
    public static SurveyAnswers None { get; } = new(ImmutableDictionary<string, SurveyAnswer>.Empty);

    public SurveyAnswer? To(SurveyQuestion question) => ByQuestion.GetValueOrDefault(question.Id);

    public SurveyAnswers With(SurveyQuestion question, SurveyAnswer answer) => new(ByQuestion.SetItem(question.Id, answer));
}
