using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RupnBot.Surveys.Results;

namespace RupnBot.Campaigns.Results;

/// <summary>A survey's result for programs: counts and never people, questions by their ids.</summary>
internal static class SurveyCampaignJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A file, never a page: accents stay letters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(SurveyReport report, int? invited) => JsonSerializer.SerializeToUtf8Bytes(
        new Item(report.Form.Title, report.Opened, report.Closed, invited, report.Answered, [.. report.Questions.Select(Of)]), Options);

    private static Question Of(QuestionReport question) => new(
        question.Question.Id,
        question.Question.Text,
        question.Answered,
        question.Declined,
        question.IsShown && question.Choices.Count > 0 ? [.. question.Choices.Select(choice => new Choice(choice.Text, choice.Count, question.PercentOf(choice)))] : null,
        question.IsShown ? question.Mean : null,
        question.IsShown ? question.Median : null,
        question.IsShown && question.Words.Count > 0 ? question.Words : null);

    private sealed record Item(string Title, DateTimeOffset? Opened, DateTimeOffset? Closed, int? Invited, int Answered, IReadOnlyList<Question> Questions);

    private sealed record Question(string Id, string Text, int Answered, int Declined, IReadOnlyList<Choice>? Choices, decimal? Mean, decimal? Median, IReadOnlyList<string>? Words);

    private sealed record Choice(string Text, int Count, int Percent);
}
