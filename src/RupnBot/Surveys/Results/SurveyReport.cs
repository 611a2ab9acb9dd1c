using RupnBot.Surveys.Questions;

namespace RupnBot.Surveys.Results;

/// <summary>What a survey found. Nobody is named, and nothing can be told of fewer than five.</summary>
/// <param name="Form">What was asked.</param>
/// <param name="Answered">How many people answered.</param>
/// <param name="Questions">In the order of the form; empty unless <see cref="IsShown"/>.</param>
public sealed record SurveyReport(SurveyForm Form, int Answered, IReadOnlyList<QuestionReport> Questions)
{
    public long SurveyId { get; init; }

    public DateTimeOffset? Opened { get; init; }

    /// <summary>Null while it runs: then there is nothing but how many have answered.</summary>
    public DateTimeOffset? Closed { get; init; }

    /// <summary>The groups, largest first, small ones merged; empty when there would be but one.</summary>
    public IReadOnlyList<GroupReport> Groups { get; init; } = [];

    public bool IsShown => Closed is not null && Answered >= SurveyLimits.FewestTogether;
}

/// <summary>What one question found.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answered">How many answered it.</param>
/// <param name="Declined">How many preferred not to.</param>
public sealed record QuestionReport(SurveyQuestion Question, int Answered, int Declined)
{
    /// <summary>The choices, or the steps of a scale, in the order of the question.</summary>
    public IReadOnlyList<ChoiceCount> Choices { get; init; } = [];

    /// <summary>Of numbers and scales.</summary>
    public decimal? Mean { get; init; }

    /// <summary>Of numbers and scales.</summary>
    public decimal? Median { get; init; }

    /// <summary>Answers in people's own words, in no order.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Too few have answered it for anything to be told.</summary>
    public bool IsShown => Answered >= SurveyLimits.FewestTogether;

    /// <summary>The share of those who answered, in per cent, half rounded up; of several choices the shares may exceed 100 together.</summary>
    public int PercentOf(ChoiceCount choice) => Answered == 0 ? 0 : (int)(((200L * choice.Count) + Answered) / (2L * Answered));
}

/// <summary>How often a choice was made.</summary>
public sealed record ChoiceCount(string Text, int Count);

/// <summary>A part of the whole.</summary>
/// <param name="Name">Its name; null: what is left of the small ones.</param>
/// <param name="Answered">How many people.</param>
/// <param name="Questions">As for the whole, without words of one's own.</param>
public sealed record GroupReport(string? Name, int Answered, IReadOnlyList<QuestionReport> Questions);
